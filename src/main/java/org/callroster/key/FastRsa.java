package org.callroster.key;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;

/**
 * The RSA of another provider, to be found before the JDK's. Only its RSA: whatever else it has would replace the JDK's as
 * well, and a native executable cannot use its ciphers and MACs (see {@link CorrettoInNative}).
 */
final class FastRsa extends Provider {

    static final String SIGNATURE = "SHA256withRSA";

    private static final long serialVersionUID = 1;

    FastRsa(Provider source) {
        super("CallrosterRsa", source.getVersionStr(), "RSA of " + source.getName());
        putService(new Delegate(this, source.getService("Signature", SIGNATURE)));
        putService(new Delegate(this, source.getService("KeyFactory", "RSA")));
        putService(new Delegate(this, source.getService("KeyPairGenerator", "RSA")));
    }

    private static final class Delegate extends Service {

        private final Service original;

        Delegate(Provider provider, Service original) {
            super(provider, original.getType(), original.getAlgorithm(), original.getClassName(), null, null);
            this.original = original;
        }

        @Override
        public Object newInstance(Object parameter) throws NoSuchAlgorithmException {
            return original.newInstance(parameter);
        }
    }
}
