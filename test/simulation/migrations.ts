import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readMutated } from './mutations/load.ts';
import type { Mutation } from './mutations/mutation.ts';

/** The migrations of the repository at `root`, in their order, as the mutation leaves them. */
export const migrationsIn = (root: string, mutation: Mutation | null = null): string[] =>
  readdirSync(join(root, 'migrations'))
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => readMutated(root, `migrations/${name}`, mutation));
