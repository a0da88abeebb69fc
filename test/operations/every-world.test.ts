import { env } from 'cloudflare:test';
import { afterEach, describe, expect, it } from 'vitest';
import { oneChanged, pairwise } from '../support/pairwise.ts';
import { openShop } from '../support/worker/shop.ts';
import { STORIES } from '../support/worker/stories.ts';
import { enterWorld, leaveWorld } from '../support/worker/worlds.ts';

afterEach(leaveWorld);

/** It changes no payment's story: both of its ways are gone in `connections/thin-events.test.ts`. */
const OF_ACCOUNTS = ['accountEvents'];

it('every world is walked by a story that it changes', () => {
  const walked = new Set([...OF_ACCOUNTS, ...STORIES.flatMap((story) => story.of)]);
  expect([...walked].sort()).toEqual(Object.keys(env.WORLDS).sort());
});

describe('where Stripe goes the other way in one thing', () => {
  const walks = oneChanged(env.WORLDS).flatMap((world) =>
    Object.entries(world).flatMap(([name, value]) =>
      STORIES.filter((story) => story.of.includes(name)).map(
        (story) => [name, value, story.name, story] as const,
      ),
    ),
  );
  it.each(walks)('(%s %s) %s, and nothing is owed or paid wrongly', async (world, value, _, { walk }) => {
    await enterWorld({ [world]: value });
    await walk(await openShop());
  });
});

/** Every fifteenth story in a row, others in the next: all of them would take minutes. */
const inTurn = (row: number) => STORIES.filter((_, index) => index % 15 === row % 15);

describe.each(pairwise(env.WORLDS).map((world, index) => [index + 1, world] as const))(
  'where it goes the other way in any two things (%i)',
  (row, world) => {
    it.each(inTurn(row))('$name, and nothing is owed or paid wrongly', async ({ walk }) => {
      await enterWorld(world);
      await walk(await openShop());
    });
  },
);
