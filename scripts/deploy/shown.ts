/** A terminal that shows what is under way in a line of its own, which what comes next takes the place of. */
export function shownOn(out: NodeJS.WriteStream) {
  let isOpen = false;
  const clear = (): void => {
    if (isOpen) out.write('\r\u001b[2K');
    isOpen = false;
  };
  return {
    clear,
    begin: (what: string): void => {
      clear();
      if (!out.isTTY) return;
      out.write(`… ${what}`.slice(0, (out.columns || 80) - 1));
      isOpen = true;
    },
    say: (line: string): void => {
      clear();
      out.write(`${line}\n`);
    },
  };
}
