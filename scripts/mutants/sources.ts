import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../tools.ts';
import { readSource } from './files.ts';
import { findMutants } from './find.ts';
import type { Mutant } from './mutant.ts';

/** Texts and looks: nothing in them decides, and languages are compared by tests of their own. */
const NOT_MUTATED = /^src\/(?:views|env\.d)|\.d\.ts$/;

/** Every mutant of the sources. */
export function allMutants(): readonly Mutant[] {
  return readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .map((path) => `src/${path.replaceAll('\\', '/')}`)
    .filter((path) => /\.tsx?$/.test(path) && !NOT_MUTATED.test(path))
    .toSorted()
    .flatMap((path) => findMutants(path, readSource(path)));
}
