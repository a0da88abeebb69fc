/** How many of the newest invoices are opened. */
const MOST = 20;

interface Listed {
  readonly number: string | null;
  readonly hostedInvoiceUrl: string | null;
}

/** What a deployment answered, in sentences: how many links opened, and which did not. */
export interface OpenedLinks {
  readonly opened: number;
  readonly wrong: readonly string[];
}

/** Opens the links of the newest invoices as their customers would. A GET changes nothing. */
export async function openLinks(app: string, apiKey: string): Promise<OpenedLinks> {
  const base = app.replace(/\/+$/, '');
  const answer = await fetch(`${base}/api/v1/invoices?limit=${MOST}`, {
    headers: { Authorization: `Bearer ${apiKey}` },
    redirect: 'error',
  });
  if (!answer.ok) throw new Error(`${base} answered ${answer.status} to the list of invoices.`);
  const { data }: { readonly data: readonly Listed[] } = await answer.json();
  const linked = data.filter(({ hostedInvoiceUrl }) => hostedInvoiceUrl !== null);
  const wrong: string[] = [];
  for (const { number, hostedInvoiceUrl } of linked) {
    const problem = await openLink(base, hostedInvoiceUrl ?? '', number);
    if (problem !== null) wrong.push(`The link of ${number ?? 'an invoice'} ${problem}.`);
  }
  return { opened: linked.length - wrong.length, wrong };
}

async function openLink(base: string, url: string, number: string | null): Promise<string | null> {
  if (!url.startsWith(`${base}/`)) return 'leads to another address: look at APP_URL';
  const page = await fetch(url, { redirect: 'manual' });
  if (page.status !== 200) return `answers ${page.status}: look at LINK_KEYS`;
  return number !== null && !(await page.text()).includes(number) ? 'shows another invoice' : null;
}
