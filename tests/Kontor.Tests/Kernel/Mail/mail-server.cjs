// A real SMTP server for tests: node mail-server.cjs PORT KEY CERTIFICATE PASSWORD [plain]
// It says "listening PORT", then every mail it takes as a line of JSON. Recipients play roles: refused@ is nobody here,
// busy@ is told to come back, spam@ is refused after its text, and to what goes to silent@ it never answers.
const { SMTPServer } = require('smtp-server');
const { readFileSync } = require('node:fs');

const [port, key, cert, password, plain] = process.argv.slice(2);

function refusal(code, text) {
    return Object.assign(new Error(text), { responseCode: code });
}

const server = new SMTPServer({
    name: 'localhost',
    key: readFileSync(key),
    cert: readFileSync(cert),
    authMethods: ['LOGIN'],
    hideSTARTTLS: plain === 'plain',
    authOptional: plain === 'plain',
    onAuth(auth, session, callback) {
        const isRight = auth.username === 'kontor' && auth.password === password;
        callback(isRight ? null : refusal(535, 'Wrong password'), { user: auth.username });
    },
    onRcptTo(address, session, callback) {
        const role = address.address.split('@')[0];
        callback(
            role === 'refused' ? refusal(550, `5.1.1 <${address.address}> is nobody here`) :
            role === 'busy' ? refusal(450, `4.2.1 <${address.address}> later, please`) : null);
    },
    onData(stream, session, callback) {
        const parts = [];
        stream.on('data', part => parts.push(part));
        stream.on('end', () => {
            const to = session.envelope.rcptTo[0].address;
            if (to.startsWith('silent@')) {
                return;
            }

            if (to.startsWith('spam@')) {
                callback(refusal(554, `5.7.1 not for ${to}`));
                return;
            }

            console.log(JSON.stringify({
                from: session.envelope.mailFrom.address,
                to,
                isEncrypted: session.secure,
                user: session.user ?? null,
                connection: session.id,
                data: Buffer.concat(parts).toString('latin1'),
            }));
            callback();
        });
    },
});

// A client that leaves in the middle is what the tests are about.
server.on('error', () => {});
server.listen(Number(port), '127.0.0.1', () => console.log(`listening ${server.server.address().port}`));
