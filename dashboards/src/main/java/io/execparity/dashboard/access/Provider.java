package io.execparity.dashboard.access;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.Optional;
import java.util.Set;

/**
 * What a provider tells of itself, OpenID Connect Discovery 1.0.
 *
 * @param authorization where people are sent
 * @param token where a code is turned into a token
 * @param endSession where people sign out, OpenID Connect RP-Initiated Logout 1.0; empty where it says of none, or of one
 *     that others could read along
 * @param tokens says which tokens are its own
 * @param namesItself whether it puts its name into answers, RFC 9207
 */
record Provider(
        Issuer issuer,
        URI authorization,
        URI token,
        Optional<URI> endSession,
        IDTokenValidator tokens,
        boolean namesItself) {
    /** Signatures alone: whoever holds a client secret can make the others, and {@code none} is none. */
    private static final Set<JWSAlgorithm> SIGNATURES = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    /** @throws IOException where it does not answer, or not as a provider does */
    static Provider discover(OpenIdSettings settings, BoundedHttp http) throws IOException {
        try {
            Issuer issuer = new Issuer(settings.issuer());
            URL configuration = OIDCProviderMetadata.resolveURL(issuer);
            OIDCProviderMetadata told = OIDCProviderMetadata.parse(
                    http.retrieveResource(configuration).getContent());
            if (!issuer.equals(told.getIssuer())) {
                throw new IOException(configuration + " is of another issuer");
            }
            for (URI address :
                    new URI[] {told.getAuthorizationEndpointURI(), told.getTokenEndpointURI(), told.getJWKSetURI()}) {
                if (address == null || !OpenIdSettings.isSafe(address)) {
                    throw new IOException(configuration + " lacks an address, or has one that is not https");
                }
            }
            JWKSource<SecurityContext> keys = JWKSourceBuilder.create(
                            told.getJWKSetURI().toURL(), http)
                    .refreshAheadCache(false)
                    .build();
            return new Provider(
                    issuer,
                    told.getAuthorizationEndpointURI(),
                    told.getTokenEndpointURI(),
                    Optional.ofNullable(told.getEndSessionEndpointURI()).filter(OpenIdSettings::isSafe),
                    new IDTokenValidator(
                            issuer,
                            new ClientID(settings.clientId()),
                            new JWSVerificationKeySelector<>(SIGNATURES, keys),
                            null),
                    told.supportsAuthorizationResponseIssuerParam());
        } catch (GeneralException | IllegalArgumentException e) {
            throw new IOException(settings.issuer() + " does not describe itself as a provider", e);
        }
    }
}
