import java.security.KeyPairGenerator;
import java.security.Signature;

/** How many RS256 signatures one core makes in a second, bare: the limit of the token call. */
class Rsa {
    public static void main(String[] args) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(generator.generateKeyPair().getPrivate());
        byte[] text = new byte[600];
        for (int warmUp = 0; warmUp < 1500; warmUp++) {
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
