import { readTree } from '../../test/support/node/source-tree.ts';
import { ROOT } from '../tools.ts';
import { findMutants } from './find.ts';
import type { Mutant } from './mutant.ts';

/** Texts and looks: nothing in them decides, and languages are compared by tests of their own. */
const NOT_MUTATED = /^src\/(?:views|env\.d)|\.d\.ts$/;

/** Every mutant of the sources. */
export function allMutants(): readonly Mutant[] {
  return [...readTree(ROOT, 'src')]
    .filter(([path]) => /\.tsx?$/.test(path) && !NOT_MUTATED.test(path))
    .flatMap(([path, source]) => findMutants(path, source));
}
