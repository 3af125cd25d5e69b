package org.callroster.key;

import java.util.function.BooleanSupplier;

import javax.crypto.MacSpi;

import com.oracle.svm.core.annotate.Alias;
import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/**
 * For native executables. Before it signs, Amazon Corretto Crypto Provider self-tests all its algorithms, the HMACs through a
 * provider created just for that. A native executable trusts only the providers seen during its build: that test would fail,
 * and signatures with it. Signatures have tests of their own, and no HMAC is requested here.
 */
final class CorrettoInNative {

    private CorrettoInNative() {
    }

    /** The provider is built for a few platforms only. */
    static final class IsThere implements BooleanSupplier {

        @Override
        public boolean getAsBoolean() {
            try {
                Class.forName("com.amazon.corretto.crypto.provider.EvpHmac", false,
                        Thread.currentThread().getContextClassLoader());
                return true;
            } catch (ClassNotFoundException e) {
                return false;
            }
        }
    }

    @TargetClass(className = "com.amazon.corretto.crypto.provider.SelfTestResult", onlyWith = IsThere.class)
    static final class Result {

        @Alias
        static Result PASS_RESULT;
    }

    @TargetClass(className = "com.amazon.corretto.crypto.provider.EvpHmac", onlyWith = IsThere.class)
    static final class Hmac {

        @Substitute
        private static Result runSelfTest(String name, Class<? extends MacSpi> spi) {
            return Result.PASS_RESULT;
        }
    }
}
