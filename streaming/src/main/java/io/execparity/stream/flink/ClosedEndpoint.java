package io.execparity.stream.flink;

import java.util.Map;
import java.util.Optional;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.io.network.netty.InboundChannelHandlerFactory;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandler;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelHandlerContext;
import org.apache.flink.shaded.netty4.io.netty.channel.ChannelInboundHandlerAdapter;
import org.apache.flink.shaded.netty4.io.netty.util.ReferenceCountUtil;

/**
 * Hangs up on whoever calls the REST endpoint of a cluster that asks for it. Flink opens one for every cluster, and takes
 * jobs there from anybody: on a host with several users that is a way to run code as the one who reads the audit logs.
 *
 * <p>Flink finds this class by its service file.
 */
public final class ClosedEndpoint implements InboundChannelHandlerFactory {
    static final ConfigOption<Boolean> CLOSED =
            ConfigOptions.key("execparity.rest.closed").booleanType().defaultValue(false);

    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }

    @Override
    public Optional<ChannelHandler> createHandler(Configuration configuration, Map<String, String> responseHeaders) {
        return configuration.get(CLOSED) ? Optional.of(new HangUp()) : Optional.empty();
    }

    /** Nothing that was said before the line is dead is heard either. */
    private static final class HangUp extends ChannelInboundHandlerAdapter {
        @Override
        public void handlerAdded(ChannelHandlerContext context) {
            close(context);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ReferenceCountUtil.release(message);
            close(context);
        }

        @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the line to be dead
        private static void close(ChannelHandlerContext context) {
            context.close();
        }
    }
}
