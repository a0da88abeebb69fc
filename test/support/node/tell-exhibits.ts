import { exhibits } from '../../views/exhibits.ts';

/** Says what there is to see as JSON, in a process of its own: LOCALE [PART OF A NAME…]. Built by `scripts/gallery`. */
const [locale = 'en', ...parts] = process.argv.slice(2);
const found = await exhibits(
  locale,
  (name) => parts.length === 0 || parts.some((part) => name.includes(part)),
);
const told = found.map((exhibit) =>
  exhibit.kind === 'document' ? { ...exhibit, pdf: Buffer.from(exhibit.pdf).toString('base64') } : exhibit,
);
process.stdout.write(JSON.stringify(told));
