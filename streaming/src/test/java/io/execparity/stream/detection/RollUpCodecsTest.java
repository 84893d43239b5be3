package io.execparity.stream.detection;

import io.execparity.schema.state.UnreadableStateException;
import io.execparity.stream.state.CodecSpecification;
import io.execparity.stream.state.RandomValues;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is rolled up, saved and read. */
class RollUpCodecsTest {
    @Property(tries = 200)
    void whatWasWrittenIsReadAsTheSame(@ForAll long seed) throws UnreadableStateException {
        RandomValues values = new RandomValues(seed);
        CodecSpecification.roundTrip(SubjectCodec.CODEC, values.of(RollUps.Subject.class));
        CodecSpecification.roundTrip(OpenRollUpCodec.CODEC, values.of(RollUps.Open.class));
    }

    @Property(tries = 20)
    void fieldsOfLaterBuildsArePassedOver(@ForAll long seed) throws UnreadableStateException {
        RandomValues values = new RandomValues(seed);
        CodecSpecification.unknownTag(SubjectCodec.CODEC, values.of(RollUps.Subject.class));
        CodecSpecification.unknownTag(OpenRollUpCodec.CODEC, values.of(RollUps.Open.class));
    }

    @Property(tries = 200)
    void bytesThatNobodyWroteAreRefusedInOneWay(@ForAll long seed) {
        RandomValues values = new RandomValues(seed);
        Random random = new Random(seed);
        CodecSpecification.hostile(SubjectCodec.CODEC, values.of(RollUps.Subject.class), random);
        CodecSpecification.hostile(OpenRollUpCodec.CODEC, values.of(RollUps.Open.class), random);
    }
}
