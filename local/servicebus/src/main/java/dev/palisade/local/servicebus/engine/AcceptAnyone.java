package dev.palisade.local.servicebus.engine;

import org.apache.qpid.proton.engine.Sasl;
import org.apache.qpid.proton.engine.SaslListener;
import org.apache.qpid.proton.engine.Transport;

/** SASL for a development broker: whatever mechanism a client names, it is let in. Claims come later, by entity. */
final class AcceptAnyone implements SaslListener {
    private static final String[] MECHANISMS = {"ANONYMOUS", "MSSBCBS", "PLAIN", "EXTERNAL"};

    static void on(Transport transport) {
        Sasl sasl = transport.sasl();
        sasl.server();
        sasl.setMechanisms(MECHANISMS);
        sasl.setListener(new AcceptAnyone());
    }

    @Override
    public void onSaslInit(Sasl sasl, Transport transport) {
        sasl.done(Sasl.PN_SASL_OK);
    }

    @Override
    public void onSaslResponse(Sasl sasl, Transport transport) {}

    @Override
    public void onSaslMechanisms(Sasl sasl, Transport transport) {}

    @Override
    public void onSaslChallenge(Sasl sasl, Transport transport) {}

    @Override
    public void onSaslOutcome(Sasl sasl, Transport transport) {}
}
