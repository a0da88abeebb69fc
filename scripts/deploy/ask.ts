import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Question } from './questions.ts';

export interface Asker {
  /** Asks until the answer is right. */
  ask(question: Question): Promise<string>;
  confirm(): Promise<boolean>;
  close(): void;
}

/** Asks on the terminal. What is secret is not shown while it is typed. */
export function terminalAsker(): Asker {
  let isHidden = false;
  const output = new Writable({
    write: (chunk, _encoding, done) => {
      if (!isHidden) process.stdout.write(chunk);
      done();
    },
  });
  const lines = createInterface({ input: process.stdin, output, terminal: process.stdin.isTTY });
  const read = async (text: string, isSecret: boolean): Promise<string> => {
    process.stdout.write(isSecret ? `${text} (what you type isn’t shown)\n` : `${text}\n`);
    isHidden = isSecret;
    const answer = await lines.question('');
    isHidden = false;
    if (isSecret) process.stdout.write('\n');
    return answer.trim();
  };
  return {
    ask: async ({ text, isSecret, problem }) => {
      for (;;) {
        const answer = await read(text, isSecret);
        const wrong = problem(answer);
        if (wrong === null) return answer;
        console.log(wrong);
      }
    },
    confirm: async () => {
      const answer = await read('Go ahead? yes or no:', false);
      // An open interface would take the Ctrl-C that is meant for the work.
      lines.close();
      return /^y(es)?$/i.test(answer);
    },
    close: () => lines.close(),
  };
}
