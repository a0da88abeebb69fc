import { LANGUAGES } from '../src/domain/reader/languages.ts';
import { DICTIONARIES } from './i18n/export.ts';
import { nameOf } from './i18n/languages.ts';
import { standingOf } from './i18n/sources.ts';

/** Says of each language which texts are missing, stale or left over; the exit code is 1 where there are any. */
for (const tag of LANGUAGES.filter((language) => language !== 'en')) {
  const standing = standingOf(DICTIONARIES, tag);
  const said = Object.entries(standing).flatMap(([what, ids]) => ids.map((id) => `  ${what}: ${id}`));
  console.log(`${nameOf(tag)} (${tag}): ${said.length === 0 ? 'complete' : `${said.length} to look at`}`);
  for (const line of said) console.log(line);
  if (said.length > 0) process.exitCode = 1;
}
