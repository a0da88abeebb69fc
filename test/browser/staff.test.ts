import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_BUSINESS } from '../../scripts/demo/business.ts';
import { type OpenStack, openStack, visitor } from '../support/node/shopkeeper.ts';
import { join, signInByMail } from '../support/node/staff-owner.ts';

let shop: OpenStack;
beforeAll(async () => {
  shop = await openStack();
});
afterAll(() => shop?.close());

/** A device that keeps passkeys and always knows its person. */
async function withPasskeys(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return page;
}

describe('staff', () => {
  it('are invited, sign in by mail and then by passkey, and end a session', async () => {
    const ada = await (await visitor(shop.browser)).newPage();
    await signInByMail(shop, ada, DEMO_BUSINESS.owner);
    await ada.waitForURL(/\/dashboard\/mer_\w+$/);
    await ada.getByRole('link', { name: 'Members' }).first().click();
    await ada.getByLabel('Email address').fill('grace@harbourvane.example');
    await ada.getByLabel(/^Owner/).check();
    await ada.getByRole('button', { name: 'Send invitation' }).click();
    await ada.getByText('The invitation is on its way.').waitFor();

    const grace = await withPasskeys(await visitor(shop.browser));
    await join(shop, grace, 'grace@harbourvane.example', 'Harbour & Vane');

    await grace.getByRole('link', { name: 'Your account' }).click();
    await grace.getByLabel('Name', { exact: true }).fill('Work laptop');
    await grace.getByRole('button', { name: 'Add a passkey' }).click();
    await grace.getByText('The passkey was added.').waitFor();
    await grace.getByRole('button', { name: 'Sign out', exact: true }).click();
    await grace.waitForURL(/\/dashboard\/sign-in$/);
    await grace.getByRole('button', { name: 'Sign in with a passkey' }).click();
    await grace.waitForURL(/\/dashboard\/mer_\w+$/);

    // Ended from another session of hers, this one is refused at its next press.
    const other = await grace.context().newPage();
    await other.goto(`${shop.stack.app}/dashboard/account`);
    await other.getByText('Signed in by passkey').waitFor();
    const copy = await visitor(shop.browser);
    await copy.addCookies(await grace.context().cookies());
    const stolen = await copy.newPage();
    await stolen.goto(`${shop.stack.app}/dashboard/account`);
    await other.getByRole('button', { name: 'Sign out', exact: true }).last().click();
    await other.waitForURL(/\/dashboard\/sign-in$/);
    await stolen.reload();
    expect(new URL(stolen.url()).pathname).toBe('/dashboard/sign-in');
  });
});
