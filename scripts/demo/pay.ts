/** Pays by a public payment link as a person does: press the button, land on Checkout, pay with a good card. */
export async function payByLink(paymentUrl: string, sandbox: string): Promise<void> {
  const pressed = await fetch(paymentUrl, { method: 'POST', redirect: 'manual' });
  const checkout = pressed.headers.get('Location') ?? '';
  const session = /\/c\/pay\/(cs_[A-Za-z0-9_]+)/.exec(checkout)?.[1];
  if (session === undefined) {
    throw new Error(`The payment link answered ${pressed.status} and did not lead to Checkout.`);
  }
  const paid = await fetch(`${sandbox}/_sandbox/checkout/${session}/pay`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ card: '4242424242424242' }),
  });
  if (!paid.ok)
    throw new Error(
      `The sandbox did not take the payment: ${paid.status} ${(await paid.text()).slice(0, 300)}`,
    );
}
