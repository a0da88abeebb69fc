const BEGIN = '<!-- transcript: written by npm run deploy:rehearse -->';
const END = '<!-- end of the transcript -->';

/** The page with this transcript in place of the one that stood there. */
export function withTranscript(page: string, transcript: string): string {
  const [before, after] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (before === -1 || after === -1) throw new Error('docs/DEPLOY.md has no place for the transcript.');
  return `${page.slice(0, before)}${BEGIN}\n\n\`\`\`\n${transcript}\n\`\`\`\n\n${page.slice(after)}`;
}
