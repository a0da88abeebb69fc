import { Hono, type Context as HonoContext } from 'hono';
import type { EInvoiceSource } from '../../domain/e-invoice/source.ts';
import { pdfName, xmlName } from '../../domain/invoice/number.ts';
import { type OpenedFile, openLinkedFile } from '../../operations/attachments/open-attachment.ts';
import { linkOfferFor } from '../../operations/checkout/offer-method.ts';
import { noteSeen } from '../../operations/invoices/note-seen.ts';
import { openCopy } from '../../operations/resources/open-copy.ts';
import { openDocuments } from '../../operations/resources/open-documents.ts';
import { openHostedInvoice } from '../../operations/resources/open-hosted-invoice.ts';
import { openCreditNote } from '../../operations/resources/show-credit-note.ts';
import type { ShownInvoice } from '../../operations/resources/show-invoice.ts';
import { dueCalendar } from '../../views/calendar.ts';
import type { OfferView } from '../../views/components/saved-methods.ts';
import { copyPage } from '../../views/copy-page.ts';
import { hostedInvoicePage, offersPayment } from '../../views/hosted-invoice.ts';
import { speechFor } from '../../views/i18n/speech.ts';
import type { RouteEnv } from '../env.ts';
import { fileHeaders } from '../file-headers.ts';
import { isVisit } from './navigation.ts';
import { offerView } from './offer-view.ts';
import { keepCopy, openOrCopy } from './open-or-copy.ts';
import {
  PRIVATE_HEADERS,
  refuseMethod,
  respondCopy,
  respondNotice,
  respondPage,
  respondRefused,
} from './respond.ts';
import { respondPdf } from './respond-pdf.ts';
import { readViewer } from './viewer.ts';

/** The hosted invoice as a page, as JSON, as a PDF and as an e-invoice. Read-only. */
export const hostedInvoiceRoutes = new Hono<RouteEnv>()
  .get('/:token', async (c) => {
    const asked = { token: c.req.param('token'), allLines: c.req.query('lines') === 'all' };
    const isProgram = prefersJson(c.req.header('accept'));
    // A program would take what was for what is.
    const opened = isProgram ? await openHostedInvoice(c.get('ctx'), asked) : await openOrCopy(c, asked);
    if ('at' in opened) return respondCopy(c, opened);
    if (opened.kind !== 'done') return respondRefused(c, opened.rejection);
    const { view } = opened.value;
    c.header('Vary', 'Accept');
    if (isProgram) return c.json(view, 200, PRIVATE_HEADERS);
    keepCopy(c, asked, opened.value);
    if (isVisit(c.req.raw)) c.executionCtx.waitUntil(noteSeen(c.get('ctx'), opened.value));
    const { linkTerms, ways } = opened.value;
    const keeps = linkTerms && (await c.get('ctx').linkTerms(linkTerms)).text;
    const offer = await offerToOwner(c, opened.value);
    const look = {
      locale: view.locale,
      logoUrl: view.merchant.logoUrl,
      formTargets: offer !== null || hasOtherAmounts(view) ? c.get('checkoutOrigins') : [],
      hasOrigin: offer !== null,
    };
    return respondPage(c, 200, look, (context) => hostedInvoicePage(view, context, { offer, keeps, ways }));
  })
  .get('/:token/pdf', async (c) => {
    const opened = await openDocuments(c.get('ctx'), { token: c.req.param('token') });
    if (opened.kind !== 'done') return respondRefused(c, opened.rejection);
    const { view, eInvoice } = opened.value;
    return respondPdf(c, pdfName(view.number), () => c.get('documents').pdf(view, eInvoice));
  })
  .get('/:token/due.ics', async (c) => {
    const opened = await openHostedInvoice(c.get('ctx'), { token: c.req.param('token'), allLines: false });
    if (opened.kind !== 'done') return respondRefused(c, opened.rejection);
    const { view } = opened.value;
    const calendar = dueCalendar(view, await speechFor(view.locale), new URL(c.get('appUrl')).host);
    if (calendar === null) return respondRefused(c, { code: 'not_found', what: 'link' });
    return c.body(calendar, 200, {
      ...PRIVATE_HEADERS,
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'attachment; filename="due.ics"',
      'Content-Security-Policy': "default-src 'none'",
    });
  })
  .get('/:token/c/:version', async (c) => {
    const { token, version } = c.req.param();
    const opened = await openCopy(c.get('ctx'), { token, version: Number(version) });
    if (opened.kind !== 'done') return respondRefused(c, opened.rejection);
    const { view: invoice, transfer, isInForce } = opened.value;
    const look = { locale: invoice.locale, logoUrl: invoice.merchant.logoUrl, formTargets: [] };
    return respondPage(c, 200, look, (context) => copyPage({ invoice, transfer, isInForce }, context));
  })
  .get('/:token/credit-notes/:id/pdf', async (c) => {
    const { token, id: creditNoteId } = c.req.param();
    const opened = await openCreditNote(c.get('ctx'), { token, creditNoteId });
    if (opened.kind !== 'done') return respondRefused(c, opened.rejection);
    const { view, eInvoice } = opened.value;
    return respondPdf(c, pdfName(view.number, 'credit-note'), () => c.get('documents').pdf(view, eInvoice));
  })
  .get('/:token/credit-notes/:id/xml', async (c) => {
    const { token, id: creditNoteId } = c.req.param();
    const opened = await openCreditNote(c.get('ctx'), { token, creditNoteId });
    if (opened.kind !== 'done') return respondRefused(c, opened.rejection);
    return respondXml(c, opened.value.eInvoice, xmlName(opened.value.view.number, 'credit-note'));
  })
  .get('/:token/files/:id', async (c) => {
    const { token, id: attachmentId } = c.req.param();
    const opened = await openLinkedFile(c.get('ctx'), { token, attachmentId });
    return opened.kind === 'done' ? respondFile(c, opened.value) : respondRefused(c, opened.rejection);
  })
  .get('/:token/xml', async (c) => {
    const opened = await openDocuments(c.get('ctx'), { token: c.req.param('token') });
    if (opened.kind !== 'done') return respondRefused(c, opened.rejection);
    return respondXml(c, opened.value.eInvoice, xmlName(opened.value.view.number));
  })
  .all('/:token', (c) => refuseMethod(c, 'GET, HEAD'))
  .all('/:token/pdf', (c) => refuseMethod(c, 'GET, HEAD'))
  .all('/:token/due.ics', (c) => refuseMethod(c, 'GET, HEAD'))
  .all('/:token/c/:version', (c) => refuseMethod(c, 'GET, HEAD'))
  .all('/:token/xml', (c) => refuseMethod(c, 'GET, HEAD'))
  .all('/:token/files/:id', (c) => refuseMethod(c, 'GET, HEAD'))
  .all('/:token/credit-notes/:id/pdf', (c) => refuseMethod(c, 'GET, HEAD'))
  .all('/:token/credit-notes/:id/xml', (c) => refuseMethod(c, 'GET, HEAD'));

/** A HEAD only asks whether it is there, and the bucket is not. */
async function respondFile(c: HonoContext<RouteEnv>, file: OpenedFile): Promise<Response> {
  const headers = { ...PRIVATE_HEADERS, ...fileHeaders(file) };
  if (c.req.raw.method === 'HEAD') return c.body(null, 200, headers);
  const content = await file.read();
  return content.kind === 'found'
    ? c.body(content.body, 200, headers)
    : respondNotice(c, { kind: 'file_unavailable' });
}

/** There is none where the business sent no e-invoice. */
async function respondXml(c: HonoContext<RouteEnv>, eInvoice: EInvoiceSource | null, filename: string) {
  if (eInvoice === null) return respondRefused(c, { code: 'not_found', what: 'link' });
  const xml = c.req.raw.method === 'HEAD' ? '' : await c.get('documents').eInvoice(eInvoice);
  return c.body(xml, 200, {
    ...PRIVATE_HEADERS,
    'Content-Type': 'application/xml; charset=utf-8',
    'Content-Disposition': `attachment; filename="${filename}"`,
    'Content-Security-Policy': "default-src 'none'",
  });
}
/** Whether the page has forms of its own: to pay all of a plan, or a part of any size. */
const hasOtherAmounts = (view: ShownInvoice['view']): boolean =>
  offersPayment(view) && (view.plan != null || view.ownPart != null);

/** The customer's methods on file, in a browser that is signed in to the portal as this customer; else null. */
async function offerToOwner(c: HonoContext<RouteEnv>, shown: ShownInvoice): Promise<OfferView | null> {
  const { links } = shown.view;
  if (links.pay === null || !offersPayment(shown.view)) return null;
  const viewer = await readViewer(c);
  if (viewer === null) return null;
  const { value: offer } = await linkOfferFor(c.get('ctx'), { invoiceId: shown.id, viewer });
  return offer?.to === 'owner' && offer.invoiceVersion === shown.version
    ? offerView(offer, shown, { viewer, appUrl: c.get('appUrl'), action: links.pay })
    : null;
}

/** True if JSON is accepted and HTML is not: browsers accept HTML. */
const prefersJson = (accept = ''): boolean =>
  accept.includes('application/json') && !accept.includes('text/html');
