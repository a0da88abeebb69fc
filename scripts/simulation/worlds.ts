import { WORLDS } from '#stripe-sandbox';

/** Which way Stripe goes where it does not say: a value for switches of the sandbox, by their names. */
export type Chosen = Readonly<Record<string, string>>;

/** Every switch of the sandbox with its values; the first one is a new sandbox's. */
export const SWITCHES: readonly (readonly [string, readonly string[]])[] = Object.entries(WORLDS);

/** Every value of every switch, one at a time. */
export const everyWorld = (): Chosen[] =>
  SWITCHES.flatMap(([name, values]) => values.map((value) => ({ [name]: value })));

export const nameOf = (chosen: Chosen): string =>
  Object.entries(chosen)
    .map(([name, value]) => `${name}=${value}`)
    .join(',');

/** Reads `name=value,name=value`. Throws, saying what there is, where the sandbox has no such world. */
export function parseWorlds(text: string): Chosen {
  const pairs = text.split(',').map((part): [string, string] => {
    const [name = '', value = ''] = part.split('=').map((each) => each.trim());
    const known = SWITCHES.find(([each]) => each === name);
    if (known?.[1].includes(value) === true) return [name, value];
    const all = SWITCHES.map(([each, values]) => `  ${each}=${values.join('|')}`);
    throw new Error([`No world is called ${part}. There are:`, ...all].join('\n'));
  });
  return Object.fromEntries(pairs);
}
