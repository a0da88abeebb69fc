import { MUTATIONS } from './list.ts';
import { readMutated } from './load.ts';

/*
 * Prints every mutation as a line of JSON, after it was found that each of its patches matches the code. Started from
 * the root of the repository.
 */
for (const mutation of MUTATIONS) {
  const { name, guard, within, always = false, patches } = mutation;
  const files = [...new Set(patches.map(({ file }) => file))];
  const texts = files.map((file) => ({ file, text: readMutated('.', file, mutation) }));
  console.log(JSON.stringify({ name, guard, within, always, texts }));
}
