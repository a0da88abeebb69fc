import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bench, bankForm, cardForm, openBench, sessionParams } from './support.ts';

let bench: Bench;
beforeAll(async () => {
  bench = await openBench({ account: { name: 'Müller & Söhne <b>' } });
});
afterAll(() => bench.close());

async function open(other = {}): Promise<{ path: string; html: () => Promise<string> }> {
  const session = await bench.stripe.checkout.sessions.create(sessionParams(other));
  const path = `/c/pay/${session.id}`;
  return { path, html: async () => (await fetch(`${bench.url}${path}`)).text() };
}

describe('the hosted page', () => {
  it('says who is paid, for what and how much, and every field has its label', async () => {
    const { html } = await open();
    const page = await html();
    for (const text of ['Müller &amp; Söhne &lt;b&gt;', 'Invoice 1', 'Pay $120.00', 'payer@example.com']) {
      expect(page).toContain(text);
    }
    for (const label of [
      'Card number',
      'Expiry',
      'CVC',
      'Name on card',
      'Account holder name',
      'Routing number',
      'Account number',
    ]) {
      expect(page).toContain(`>${label}</label>`);
    }
    expect(page).toContain('<a href="https://merchant.example/invoice">Back</a>');
    expect(page).not.toContain('<script');
  });

  it('asks for an email only where there is none', async () => {
    const { customer_email: _, ...rest } = sessionParams();
    const session = await bench.stripe.checkout.sessions.create(rest);
    const path = `/c/pay/${session.id}`;
    expect(await (await fetch(`${bench.url}${path}`)).text()).toContain('>Email</label>');
    expect((await bench.post(path, cardForm())).status).toBe(400);
    expect((await bench.post(path, { ...cardForm(), email: 'jenny@acme.example' })).status).toBe(303);
    const paid = await bench.stripe.checkout.sessions.retrieve(session.id);
    expect(paid.customer_details).toMatchObject({ email: 'jenny@acme.example', name: 'Jenny Rosen' });
  });

  it.each([
    [{ ...cardForm('4242424242424241') }, 'not valid'],
    [{ ...cardForm(), expiry: '12 / 20' }, 'has expired'],
    [{ ...cardForm(), expiry: 'soon' }, 'month and year'],
    [{ ...cardForm(), cvc: '1' }, 'security code'],
    [{ ...cardForm(), name: ' ' }, 'name on the card'],
    [{ ...bankForm(), routing: '1' }, 'test routing number'],
    [{ ...bankForm('123') }, 'test account number'],
  ])('says what was mistyped and takes nothing: %o', async (form, hint) => {
    const { path } = await open();
    const response = await bench.post(path, form);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(hint);
  });

  it('never sends a card number back', async () => {
    const { path } = await open();
    const response = await bench.post(path, { ...cardForm('4000000000000002'), name: '"><b>Jo' });
    const page = await response.text();
    expect(page).not.toContain('4000000000000002');
    expect(page).toContain('&quot;&gt;&lt;b&gt;Jo');
  });

  it('declines a number that is no test card', async () => {
    const { path } = await open();
    expect(await (await bench.post(path, cardForm('4532015112830366'))).text()).toContain('non test card');
  });

  it('leads on from a session that is complete', async () => {
    const { path, html } = await open();
    await bench.post(path, cardForm());
    const page = await html();
    expect(page).toContain('This payment is complete');
    expect(page).toContain('https://merchant.example/done?session=cs_test_');
  });

  it('does not exist for a session that does not', async () => {
    expect((await fetch(`${bench.url}/c/pay/cs_test_none`)).status).toBe(404);
  });
});
