/** A line with the current step and its duration: rewritten in a terminal, repeated now and then elsewhere. */
export interface Progress {
  step(what: string): void;
  /** Ends the line; with a text, the text stands in its place. */
  end(text?: string): void;
}

const QUIET_BETWEEN_LINES_S = 10;

export function startProgress(out: NodeJS.WriteStream): Progress {
  const began = Date.now();
  let current = '';
  let shownAt = 0;
  const elapsed = () => Math.round((Date.now() - began) / 1000);
  const show = (force: boolean) => {
    if (current === '') return;
    if (out.isTTY) {
      out.write(`\r\u001b[2KStarting ${current} … ${elapsed()} s`);
    } else if (force || elapsed() - shownAt >= QUIET_BETWEEN_LINES_S) {
      shownAt = elapsed();
      out.write(`Starting ${current} … ${elapsed()} s\n`);
    }
  };
  const timer = setInterval(() => show(false), 1_000);
  return {
    step(what) {
      current = what;
      show(true);
    },
    end(text) {
      clearInterval(timer);
      if (out.isTTY) out.write('\r\u001b[2K');
      if (text !== undefined) out.write(`${text}\n`);
      current = '';
    },
  };
}
