import type { Page } from 'playwright-core';
import { eventually, type OpenStack } from './shopkeeper.ts';

const SIGN_IN = 'Your sign-in link';

/** The newest link of the dashboard's in a mail to an address, by the words of its subject, once there are more than so many. */
async function linkTo(
  shop: OpenStack,
  address: string,
  subject: string,
  before = 0,
  most?: number,
): Promise<string> {
  const look = async () => {
    const mails = await shop.mails(address, subject);
    return mails.length > before && mails;
  };
  const [mail] = await eventually(`a mail to ${address}`, look, minuteNowAndThen(shop), most);
  const { text } = await shop.mail(mail?.id ?? '');
  return /https?:\/\/\S+\/dashboard\/(?:sign-in|invitations)\/[\w-]+/.exec(text)?.[0] ?? '';
}

/**
 * Asked for a minute after another, a mail comes only some minutes later. But a link works for fifteen of them, and a busy machine takes
 * seconds to mail one: were they to go by each second, it would have ended before it was mailed.
 */
function minuteNowAndThen(shop: OpenStack): () => Promise<unknown> {
  let asked = 0;
  return async () => {
    asked += 1;
    return asked % 2 === 0 ? shop.minute() : null;
  };
}

/** Whoever is known signs in by a link of their own: one before it may be used. */
export async function signInByMail(shop: OpenStack, page: Page, address: string): Promise<void> {
  const before = (await shop.mails(address, SIGN_IN)).length;
  const ask = async () => {
    await page.goto(`${shop.stack.app}/dashboard`);
    await page.getByLabel('Your work email address').fill(address);
    await page.getByRole('button', { name: 'Send sign-in link' }).click();
  };
  await ask();
  const whatItSays = async () => ((await page.locator('main').textContent()) ?? '').slice(0, 300);
  const said = await whatItSays();
  // Whoever gets none asks again: while everything starts at once, a press may have been lost.
  const link = await linkTo(shop, address, SIGN_IN, before, 60).catch(async () => {
    await ask();
    return linkTo(shop, address, SIGN_IN, before, 300).catch(async (error: unknown) => {
      const all = await shop.mails(address, '');
      const had = all.map(({ subject }) => subject).join(', ');
      throw new Error(
        `${String(error)}; the page said “${said}”, then “${await whatItSays()}”; mails: ${had}`,
      );
    });
  });
  await page.goto(link);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Whoever is invited follows the mail, proves the address, and joins. */
export async function join(shop: OpenStack, page: Page, address: string, business: string): Promise<void> {
  await page.goto(await linkTo(shop, address, 'You’re invited'));
  await page.getByRole('button', { name: 'Send me the link' }).click();
  await page.goto(await linkTo(shop, address, SIGN_IN));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: `Join ${business}` }).click();
  await page.getByText('You’ve joined. Welcome.').waitFor();
}

/** Whoever is signed in proves anew who they are, as a form that lets money go elsewhere asks, and is back on a page. */
export async function signInAgain(shop: OpenStack, page: Page, address: string, path: string): Promise<void> {
  const before = (await shop.mails(address, SIGN_IN)).length;
  await page.goto(`${shop.stack.app}/dashboard/sign-in?again=1&next=${encodeURIComponent(path)}`);
  await page.getByRole('button', { name: 'Send sign-in link' }).click();
  await page.goto(await linkTo(shop, address, SIGN_IN, before));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`**${path}`);
}
