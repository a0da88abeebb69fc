import { MUTATIONS } from './list.ts';
import { readMutated } from './load.ts';
import type { Mutation } from './mutation.ts';

/*
 * Prints every mutation as a line of JSON, with the files that it changes as it leaves them, or why it does not match the
 * code any more. Started from the root of the repository.
 */
for (const mutation of MUTATIONS) {
  const { name, guard, within, always = false } = mutation;
  console.log(JSON.stringify({ name, guard, within, always, ...changed(mutation) }));
}

function changed(mutation: Mutation) {
  const files = [...new Set(mutation.patches.map(({ file }) => file))];
  try {
    return { texts: files.map((file) => ({ file, text: readMutated('.', file, mutation) })), stale: null };
  } catch (error) {
    return { texts: [], stale: String(error) };
  }
}
