import { connect } from 'node:net';
import { createInterface } from 'node:readline';

/**
 * Sends a mail by SMTP as RFC 5321 has it, without any library: envelope and bytes are the caller's own.
 * Resolves with the server's last answer (`250 …`, `552 …`), or its refusal of a recipient.
 */
export async function sendRawMail(
  port: number,
  from: string,
  to: readonly string[],
  message: string,
): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  const answer = async (): Promise<string> => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done) throw new Error('The server hung up.');
      // A hyphen after the code means that more lines of the same answer follow.
      if (value[3] !== '-') return value;
    }
  };
  const say = (line: string): Promise<string> => {
    socket.write(`${line}\r\n`);
    return answer();
  };
  try {
    await answer();
    await say('EHLO client.example.test');
    await say(`MAIL FROM:<${from}>`);
    for (const recipient of to) {
      const answered = await say(`RCPT TO:<${recipient}>`);
      if (!answered.startsWith('2')) return answered;
    }
    await say('DATA');
    return await say(`${message.replace(/\r?\n/g, '\r\n').replace(/^\./gm, '..')}\r\n.`);
  } finally {
    socket.destroy();
  }
}
