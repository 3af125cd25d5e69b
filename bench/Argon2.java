import java.security.SecureRandom;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * How many passwords one thread hashes in a second, bare: the limit of session_login for each thread of the hash pool.
 *
 * <p>Usage: java -cp BOUNCY_CASTLE_JAR bench/Argon2.java
 */
class Argon2 {
    public static void main(String[] args) {
        byte[] salt = new byte[16];
        new SecureRandom().nextBytes(salt);
        byte[] hash = new byte[32];
        Argon2Parameters costs = new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id).withMemoryAsKB(19 * 1024)
                .withIterations(2).withParallelism(1).withSalt(salt).build();
        for (int warmUp = 0; warmUp < 60; warmUp++) {
            hashed(costs, hash);
        }
        int made = 0;
        long end = System.nanoTime() + 5_000_000_000L;
        for (; System.nanoTime() < end; made++) {
            hashed(costs, hash);
        }
        System.out.printf("%.1f%n", made / 5.0);
    }

    private static void hashed(Argon2Parameters costs, byte[] hash) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(costs);
        argon2.generateBytes("a password for the bench".toCharArray(), hash);
    }
}
