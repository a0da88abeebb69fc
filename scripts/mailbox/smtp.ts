import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import type { Behaviour, Behaviours } from './behaviours.ts';
import { type Report, reportOn } from './report.ts';
import type { MailStore } from './store.ts';

/** Bytes of one mail. Ours are far smaller; a real server refuses at about this size, so the local one does too. */
const LARGEST_MAIL_BYTES = 25 * 1024 * 1024;

export interface SmtpListener {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * An SMTP server on the loopback interface that takes any mail from anybody for anybody, with whatever
 * credentials, and acknowledges it only once the store has it, unless an address was told to behave otherwise. Port 0
 * takes a free one.
 */
export async function listenForMail(
  store: MailStore,
  port: number,
  { behaviours, onReport }: { readonly behaviours: Behaviours; readonly onReport: (report: Report) => void },
): Promise<SmtpListener> {
  const server = new SMTPServer({
    banner: 'local mailbox',
    size: LARGEST_MAIL_BYTES,
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 200,
    onAuth: (_credentials, _session, done) => done(null, { user: 'anybody' }),
    onRcptTo: ({ address }, _session, done) => done(refusalOf(behaviours.of(address))),
    onData: (stream, session, done) => {
      const { mailFrom, rcptTo } = session.envelope;
      receive(stream)
        .then(async (raw) => {
          const mail = {
            receivedAt: new Date().toISOString(),
            envelopeFrom: mailFrom === false ? '' : mailFrom.address,
            envelopeTo: rcptTo.map(({ address }) => address),
            raw,
          };
          await store.add(mail);
          for (const recipient of mail.envelopeTo) {
            const behaviour = behaviours.of(recipient);
            const report = behaviour === undefined ? null : reportOn(behaviour, mail, recipient);
            if (report !== null) onReport(report);
          }
        })
        .then(
          () => done(),
          (reason: unknown) => done(refusal(reason)),
        );
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      // A client that disconnects in the middle must not end this process.
      server.on('error', () => undefined);
      resolve();
    });
  });
  const { port: taken }: AddressInfo = addressOf(server);
  return { port: taken, close: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** What the server answers to a recipient; null takes it. */
function refusalOf(behaviour: Behaviour | undefined): (Error & { responseCode: number }) | null {
  switch (behaviour?.kind) {
    case 'refuse':
      return Object.assign(new Error(behaviour.words), { responseCode: behaviour.code });
    case 'delay':
      return Object.assign(new Error('4.2.0 Try again later'), { responseCode: 450 });
    case 'bounce':
    case 'complain':
    case undefined:
      return null;
  }
}

class TooLarge extends Error {}

async function receive(stream: SMTPServerDataStream): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  // What exceeds the limit is read and dropped: SMTP can answer only after the last byte.
  for await (const chunk of stream) if (!stream.sizeExceeded && Buffer.isBuffer(chunk)) chunks.push(chunk);
  if (stream.sizeExceeded) throw new TooLarge(`A mail may have ${LARGEST_MAIL_BYTES} bytes at most.`);
  return Buffer.concat(chunks);
}

function refusal(reason: unknown): Error & { responseCode: number } {
  const error = reason instanceof Error ? reason : new Error('The mail could not be kept.');
  return Object.assign(error, { responseCode: error instanceof TooLarge ? 552 : 451 });
}

function addressOf(server: SMTPServer): AddressInfo {
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('The SMTP server has no port.');
  return address;
}
