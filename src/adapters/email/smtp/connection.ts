const encoder = new TextEncoder();
/** More than any honest reply; a server that never ends a line must not fill the memory. */
const MAX_REPLY_CHARACTERS = 65_536;

/** How the connection is protected: TLS from the first byte, TLS by the STARTTLS command, or not at all. */
export type SmtpSecurity = 'tls' | 'starttls' | 'none';

/** One reply of the server (RFC 5321, 4.2): its three digits, and the text of each line. */
export type SmtpReply = { readonly code: number; readonly lines: readonly string[] };

/** The connection broke, closed or timed out, or the reply is not SMTP. */
export class SmtpConnectionLost extends Error {}

/** A conversation of lines over one TCP connection. Every wait has an end, and an ended stream is an error. */
export class SmtpConnection {
  #socket: Socket;
  #reader: ReadableStreamDefaultReader<Uint8Array>;
  #writer: WritableStreamDefaultWriter<Uint8Array>;
  #decoder = new TextDecoder();
  #received = '';

  private constructor(socket: Socket) {
    this.#socket = socket;
    this.#reader = socket.readable.getReader();
    this.#writer = socket.writable.getWriter();
  }

  /** Connects. The module of sockets exists in the Workers runtime only, so it is loaded when it is needed. */
  static async open(
    host: string,
    port: number,
    security: SmtpSecurity,
    timeoutMs: number,
  ): Promise<SmtpConnection> {
    const { connect } = await import('cloudflare:sockets');
    const secureTransport = security === 'tls' ? 'on' : security === 'starttls' ? 'starttls' : 'off';
    const socket = connect({ hostname: host, port }, { secureTransport, allowHalfOpen: false });
    // `closed` also rejects when the connection fails, which `opened` and our own reads report already.
    socket.closed.catch(() => undefined);
    await within(timeoutMs, 'connecting', socket.opened);
    return new SmtpConnection(socket);
  }

  /** Sends one command line and waits for its reply. The caller makes sure that it holds no line break. */
  async command(line: string, timeoutMs: number): Promise<SmtpReply> {
    await this.write(`${line}\r\n`, timeoutMs);
    return this.reply(timeoutMs);
  }

  async write(text: string, timeoutMs: number): Promise<void> {
    await within(timeoutMs, 'sending', this.#writer.write(encoder.encode(text)));
  }

  /** The next reply, with all its lines. */
  async reply(timeoutMs: number): Promise<SmtpReply> {
    const lines: string[] = [];
    for (;;) {
      const [, code, separator, text] = /^(\d{3})([ -]?)(.*)$/.exec(await this.#line(timeoutMs)) ?? [];
      if (code === undefined) throw new SmtpConnectionLost('the server does not speak SMTP');
      lines.push(text ?? '');
      if (lines.length > 200) throw new SmtpConnectionLost('a reply without end');
      if (separator !== '-') return { code: Number(code), lines };
    }
  }

  /** Turns the connection into TLS, after the server agreed. */
  startTls(): void {
    // Anything received before TLS may come from a man in the middle (CVE-2011-0411).
    if (this.#received !== '') throw new SmtpConnectionLost('data before TLS began');
    this.#reader.releaseLock();
    this.#writer.releaseLock();
    this.#socket = this.#socket.startTls();
    this.#socket.closed.catch(() => undefined);
    this.#reader = this.#socket.readable.getReader();
    this.#writer = this.#socket.writable.getWriter();
  }

  /** Says methodRemovedMessage without waiting for an answer: what became of the message is known by then. */
  async close(): Promise<void> {
    try {
      await this.write('QUIT\r\n', 1_000);
      await within(1_000, 'closing', this.#socket.close());
    } catch {
      // The other side was faster.
    }
  }

  async #line(timeoutMs: number): Promise<string> {
    for (;;) {
      const end = this.#received.indexOf('\n');
      if (end >= 0) {
        const line = this.#received.slice(0, end).replace(/\r$/, '');
        this.#received = this.#received.slice(end + 1);
        return line;
      }
      const { value, done } = await within(timeoutMs, 'waiting for a reply', this.#reader.read());
      if (done) throw new SmtpConnectionLost('the server closed the connection');
      this.#received += this.#decoder.decode(value, { stream: true });
      if (this.#received.length > MAX_REPLY_CHARACTERS) throw new SmtpConnectionLost('a line without end');
    }
  }
}

/** The outcome of the work, or SmtpConnectionLost when it fails or takes longer. */
async function within<T>(timeoutMs: number, doing: string, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new SmtpConnectionLost(`no answer after ${timeoutMs} ms, ${doing}`)),
      timeoutMs,
    );
  });
  try {
    return await Promise.race([work, timeout]);
  } catch (error) {
    if (error instanceof SmtpConnectionLost) throw error;
    throw new SmtpConnectionLost(`connection failed, ${doing}`, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}
