import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MUTATIONS } from './list.ts';
import { type Mutation, patched } from './mutation.ts';

/** Throws where there is none of that name. */
export function findMutation(name: string): Mutation {
  const mutation = MUTATIONS.find((each) => each.name === name);
  if (mutation === undefined) throw new Error(`no mutation is called ${name}`);
  return mutation;
}

/** The text of a file of the repository, as the mutation leaves it. */
export function readMutated(root: string, file: string, mutation: Mutation | null): string {
  let text = readFileSync(join(root, file), 'utf8');
  for (const patch of mutation?.patches ?? []) if (patch.file === file) text = patched(text, patch);
  return text;
}
