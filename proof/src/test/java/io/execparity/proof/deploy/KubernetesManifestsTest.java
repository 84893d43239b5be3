package io.execparity.proof.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The manifests say what the operator's and Kubernetes's own definitions have words for, and nothing else. */
class KubernetesManifestsTest {
    private static final Path MANIFESTS = Path.of("../deploy/kubernetes/execparity.yaml");
    private static final String DEFINITION = "META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final Map<String, Class<? extends HasMetadata>> TYPES = Map.of(
            "ServiceAccount", ServiceAccount.class,
            "Role", Role.class,
            "RoleBinding", RoleBinding.class,
            "NetworkPolicy", NetworkPolicy.class,
            "PersistentVolumeClaim", PersistentVolumeClaim.class,
            "ConfigMap", ConfigMap.class);

    private static Map<String, JsonNode> manifests() throws IOException {
        Map<String, JsonNode> manifests = new LinkedHashMap<>();
        for (Object document : yaml().loadAll(Files.readString(MANIFESTS))) {
            JsonNode manifest = MAPPER.valueToTree(document);
            assertThat(manifests.put(manifest.get("kind").asText(), manifest)).isNull();
        }
        return manifests;
    }

    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new Yaml(new SafeConstructor(options));
    }

    @Test
    void kubernetes_own_kinds_have_only_fields_that_there_are() throws IOException {
        // Takes no field that the type has not, though the types would keep them.
        ObjectMapper strict = new ObjectMapper().setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
            @Override
            public Boolean hasAnySetter(Annotated member) {
                return false;
            }
        });
        Map<String, JsonNode> manifests = manifests();
        manifests.remove("FlinkDeployment");

        assertThat(manifests.keySet()).isEqualTo(TYPES.keySet());
        for (Map.Entry<String, JsonNode> manifest : manifests.entrySet()) {
            HasMetadata read = strict.treeToValue(manifest.getValue(), TYPES.get(manifest.getKey()));
            assertThat(read.getApiVersion())
                    .isEqualTo(manifest.getValue().get("apiVersion").asText());
            assertThat(read.getMetadata().getName()).isEqualTo("execparity");
        }
    }

    @Test
    void the_deployment_is_as_the_operator_defines_it() throws IOException {
        assertThat(problems(manifests().get("FlinkDeployment"))).isEmpty();
    }

    @Test
    void a_word_that_the_operator_does_not_know_is_found() throws IOException {
        JsonNode deployment = manifests().get("FlinkDeployment");
        ((ObjectNode) deployment.at("/spec/job")).put("paralelism", 4);
        ((ObjectNode) deployment.at("/spec/podTemplate/spec/containers/0")).put("imagePolicy", "Always");
        ((ObjectNode) deployment.at("/spec/job")).put("upgradeMode", "careful");

        assertThat(problems(deployment)).hasSize(3);
    }

    @Test
    void its_version_is_that_of_the_flink_it_is_built_with() throws IOException {
        String[] version = EnvironmentInformation.getVersion().split("\\.", -1);
        assertThat(manifests().get("FlinkDeployment").at("/spec/flinkVersion").asText())
                .isEqualTo("v" + version[0] + "_" + version[1]);
    }

    private static List<String> problems(JsonNode deployment) throws IOException {
        JsonNode definition;
        try (InputStream in = KubernetesManifestsTest.class.getClassLoader().getResourceAsStream(DEFINITION)) {
            definition = MAPPER.valueToTree(yaml().load(new String(in.readAllBytes(), UTF_8)));
        }
        JsonNode version = definition.at("/spec/versions/0");
        String apiVersion = definition.at("/spec/group").asText() + "/"
                + version.get("name").asText();
        assertThat(deployment.get("apiVersion").asText()).isEqualTo(apiVersion);

        ObjectNode schema = (ObjectNode) version.at("/schema/openAPIV3Schema/properties/spec");
        // These definitions are older than this Flink; another test holds its version.
        ((ObjectNode) schema.at("/properties/flinkVersion")).remove("enum");
        close(schema);
        List<String> problems = new ArrayList<>();
        for (Error error : SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema.toString(), InputFormat.JSON)
                .validate(deployment.get("spec").toString(), InputFormat.JSON)) {
            problems.add(error.toString());
        }
        return problems;
    }

    /** The server drops fields that a definition has not; here they are errors. */
    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            if (object.has("properties") && object.path("type").asText().equals("object")) {
                object.put("additionalProperties", false);
            }
            object.forEach(KubernetesManifestsTest::close);
        } else if (schema instanceof ArrayNode array) {
            array.forEach(KubernetesManifestsTest::close);
        }
    }
}
