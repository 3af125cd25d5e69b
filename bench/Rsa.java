import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;

/**
 * How many RS256 signatures one core makes in a second, bare: the limit of the token call.
 *
 * <p>Usage: java [-cp JAR] bench/Rsa.java [class of a security provider; else the JDK's own]
 */
class Rsa {
    public static void main(String[] args) throws Exception {
        Provider provider = args.length == 0 ? Security.getProvider("SunRsaSign")
                : (Provider) Class.forName(args[0]).getField("INSTANCE").get(null);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", provider);
        generator.initialize(2048);
        Signature signature = Signature.getInstance("SHA256withRSA", provider);
        signature.initSign(generator.generateKeyPair().getPrivate());
        byte[] text = new byte[600];
        for (int warmUp = 0; warmUp < 3000; warmUp++) {
            signature.update(text);
            signature.sign();
        }
        int made = 0;
        long end = System.nanoTime() + 3_000_000_000L;
        for (; System.nanoTime() < end; made++) {
            signature.update(text);
            signature.sign();
        }
        System.out.println(made / 3);
    }
}
