/** A bar that grows in a terminal; elsewhere a line now and then. */
export interface Bar {
  show(done: number, text: string): void;
  end(): void;
}

const WIDTH = 30;
const QUIET_BETWEEN_LINES_MS = 10_000;

/** A bar of `total` steps on standard error, so that the output holds the figures alone. */
export function startBar(total: number, out: NodeJS.WriteStream): Bar {
  let shownAt = 0;
  return {
    show(done, text) {
      const full = Math.round((WIDTH * done) / Math.max(1, total));
      const line = `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${done}/${total} ${text}`;
      if (out.isTTY) out.write(`\r\u001b[2K${line}`);
      else if (Date.now() - shownAt > QUIET_BETWEEN_LINES_MS || done === total) {
        shownAt = Date.now();
        out.write(`${line}\n`);
      }
    },
    end() {
      if (out.isTTY) out.write('\r\u001b[2K');
    },
  };
}
