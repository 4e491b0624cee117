package dev.palisade.activities.arm;

import dev.palisade.planning.arm.ResourceId;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts an operation's URL, which may carry a signature, before it goes into a history: AES-256-GCM, the resource's ID authenticated with
 * it, so that a sealed URL cannot be moved to another resource.
 */
public final class OperationSealer {
    public static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    /** @throws IllegalArgumentException if the key has not {@link #KEY_BYTES} bytes */
    public OperationSealer(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "The sealing key has " + key.length + " bytes, but must have " + KEY_BYTES + ".");
        }
        this.key = new SecretKeySpec(key, "AES");
    }

    /** @return base64url of nonce and ciphertext */
    public String seal(URI url, ResourceId resource) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, url.toString().getBytes(StandardCharsets.UTF_8), resource);
        byte[] both = ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
    }

    /** @throws SealBroken if it was sealed with another key, for another resource, or is damaged */
    public URI open(String sealed, ResourceId resource) {
        byte[] both = decode(sealed);
        ByteBuffer buffer = ByteBuffer.wrap(both);
        byte[] nonce = new byte[NONCE_BYTES];
        byte[] text = new byte[both.length - NONCE_BYTES];
        buffer.get(nonce).get(text);
        return URI.create(new String(crypt(Cipher.DECRYPT_MODE, nonce, text, resource), StandardCharsets.UTF_8));
    }

    private static byte[] decode(String sealed) {
        try {
            byte[] both = Base64.getUrlDecoder().decode(sealed);
            if (both.length > NONCE_BYTES) {
                return both;
            }
        } catch (IllegalArgumentException notBase64) {
            throw new SealBroken(notBase64);
        }
        throw new SealBroken(null);
    }

    private byte[] crypt(int mode, byte[] nonce, byte[] input, ResourceId resource) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(resource.key().getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (AEADBadTagException otherKey) {
            throw new SealBroken(otherKey);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("AES-GCM is not to be had in this Java", impossible);
        }
    }

    /** A sealed URL that this worker cannot open. */
    public static final class SealBroken extends RuntimeException {
        SealBroken(@Nullable Throwable cause) {
            super(
                    "The operation's address cannot be opened: it was sealed with another key than this worker's"
                            + " PALISADE_SEALING_KEY, or it is damaged.",
                    cause);
        }
    }
}
