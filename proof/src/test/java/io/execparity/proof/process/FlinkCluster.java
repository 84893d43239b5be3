package io.execparity.proof.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.execparity.schema.testing.OwnProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A standalone Flink cluster that runs one job, every part of it a process that the scripts in {@code deploy/standalone}
 * start, with their {@code config.yaml}. A JobManager that was killed and is started again goes on from the last
 * checkpoint.
 */
public final class FlinkCluster implements AutoCloseable {
    private static final Path SCRIPTS = Path.of("../deploy/standalone");
    private static final Duration UP = Duration.ofMinutes(2);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final Path folder;
    private final Path jobConfig;
    private final int rest = Ports.free();
    private final List<String> options = new ArrayList<>();
    private final OwnProcess jobManager;
    private final List<OwnProcess> taskManagers = new ArrayList<>();

    /**
     * @param folder of its own, for checkpoints, savepoints and what the processes print
     * @param jobConfig what the job is told, as {@code stream --config} takes it
     * @param taskManagers how many
     * @param slots of each TaskManager
     * @param settings further ones of Flink's, before those of the file
     */
    public FlinkCluster(Path folder, Path jobConfig, int taskManagers, int slots, Map<String, String> settings)
            throws IOException {
        this.folder = folder;
        this.jobConfig = jobConfig;
        Path temporary = Files.createDirectories(folder.resolve("temporary"));
        option("jobmanager.rpc.port", Integer.toString(Ports.free()));
        option("rest.port", Integer.toString(rest));
        option("io.tmp.dirs", temporary.toString());
        option("taskmanager.numberOfTaskSlots", Integer.toString(slots));
        option("execution.checkpointing.dir", checkpoints().toUri().toString());
        option("execution.checkpointing.savepoint-dir", savepoints().toUri().toString());
        // What is left to chance is how soon the parts find each other again, not whether.
        option("cluster.registration.error-delay", "300 ms");
        option("cluster.registration.initial-timeout", "300 ms");
        option("heartbeat.interval", "1 s");
        option("heartbeat.timeout", "6 s");
        option("restart-strategy.exponential-delay.initial-backoff", "500 ms");
        option("restart-strategy.exponential-delay.max-backoff", "2 s");
        settings.forEach(this::option);
        jobManager = script("jobmanager", "jobmanager.log", List.of(jobConfig.toString()));
        for (int i = 0; i < taskManagers; i++) {
            this.taskManagers.add(script("taskmanager", "taskmanager-" + i + ".log", List.of()));
        }
    }

    private void option(String key, String value) {
        options.add("-D" + key + "=" + value);
    }

    private OwnProcess script(String name, String log, List<String> arguments) {
        List<String> command =
                new ArrayList<>(List.of("sh", SCRIPTS.resolve(name).toString()));
        command.addAll(arguments);
        command.addAll(options);
        Map<String, String> environment = Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "EXECPARITY_CLASS_PATH", OwnProcess.classPath(),
                "EXECPARITY_CHECKPOINTS", checkpoints().toString(),
                "EXECPARITY_SAVEPOINTS", savepoints().toString(),
                "EXECPARITY_JAVA_OPTS",
                        "-XX:TieredStopAtLevel=1 -Dorg.slf4j.simpleLogger.defaultLogLevel=info" + " -Djava.io.tmpdir="
                                + folder.resolve("temporary"));
        return new OwnProcess(command, environment, folder.resolve(log));
    }

    public Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    public Path savepoints() {
        return folder.resolve("savepoints");
    }

    /** Starts all of it, and returns when every task of the job runs. */
    public void start() throws Exception {
        jobManager.start();
        for (OwnProcess taskManager : taskManagers) {
            taskManager.start();
        }
        awaitRunning();
    }

    /** Returns when every task of the job runs. */
    public void awaitRunning() throws InterruptedException {
        Waiting.until(UP, this::told, () -> {
            if (!jobManager.isRunning()) {
                throw new Waiting.InVainException("the JobManager ended: " + told());
            }
            return job().map(FlinkCluster::isRunning).orElse(false);
        });
    }

    private static boolean isRunning(JsonNode job) {
        return job.get("state").asText().equals("RUNNING")
                && job.at("/tasks/running").intValue() == job.at("/tasks/total").intValue();
    }

    private Optional<JsonNode> job() throws IOException, InterruptedException {
        JsonNode jobs = ask("GET", "/jobs/overview", "").get("jobs");
        return jobs.isEmpty() ? Optional.empty() : Optional.of(jobs.get(0));
    }

    private String jobId() throws IOException, InterruptedException {
        return job().orElseThrow().get("jid").asText();
    }

    /** How many checkpoints the job that runs now has completed. */
    public int checkpointsTaken() throws IOException, InterruptedException {
        return ask("GET", "/jobs/" + jobId() + "/checkpoints", "")
                .at("/counts/completed")
                .intValue();
    }

    /** Kills the JobManager and starts it again. The job goes on as soon as the TaskManagers have found it. */
    public void killJobManager() throws Exception {
        jobManager.kill();
        jobManager.start();
    }

    /** Kills a TaskManager and starts it again. */
    public void killTaskManager(int which) throws Exception {
        taskManagers.get(which).kill();
        taskManagers.get(which).start();
    }

    public int taskManagers() {
        return taskManagers.size();
    }

    /** Stops the job for ever: what it still waited for is settled, told and committed before it ends. */
    public void drain() throws Exception {
        stopWithSavepoint(true);
        Waiting.until(UP, this::told, () -> !jobManager.isRunning());
    }

    /** Stops the job so that another can go on from where it was: the savepoint's folder. */
    public Path suspend() throws Exception {
        Path savepoint = stopWithSavepoint(false);
        Waiting.until(UP, this::told, () -> !jobManager.isRunning());
        return savepoint;
    }

    private Path stopWithSavepoint(boolean drain) throws Exception {
        String job = jobId();
        String trigger = ask("POST", "/jobs/" + job + "/stop", "{\"drain\": " + drain + "}")
                .get("request-id")
                .asText();
        Path[] savepoint = new Path[1];
        Waiting.until(UP, this::told, () -> {
            JsonNode answer = ask("GET", "/jobs/" + job + "/savepoints/" + trigger, "");
            if (answer.at("/operation").has("failure-cause")) {
                throw new Waiting.InVainException(answer.at("/operation").toString());
            }
            JsonNode location = answer.at("/operation/location");
            if (!location.isMissingNode()) {
                savepoint[0] = Path.of(URI.create(location.asText()));
            }
            return savepoint[0] != null;
        });
        return savepoint[0];
    }

    /** What the REST endpoint answers; anything but success is an error. */
    public JsonNode ask(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + rest + path))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
        }
        return MAPPER.readTree(answer.body());
    }

    /** The end of what each process printed. */
    public String told() {
        return jobConfig.getFileName() + "\n" + jobManager.told() + "\n"
                + taskManagers.stream().map(OwnProcess::told).collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        taskManagers.forEach(OwnProcess::close);
        jobManager.close();
    }
}
