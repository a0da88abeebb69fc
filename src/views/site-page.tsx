import { brandHeader, contactFooter, siteHeader } from './components/brand.ts';
import { Lead } from './components/prose.tsx';
import { Markup, render } from './components/render.ts';
import { documentPage, NO_BRAND, type PageContext } from './layout.ts';
import type { MerchantView } from './model.ts';
import { isolate } from './text.ts';

/** Whose site it is: its only business, or null where several share it; and its host. */
export type SiteView = { readonly merchant: MerchantView | null; readonly host: string };

/** The first page of a site, which whoever shortens an address comes to: whose it is, and the ways on. */
export function sitePage({ merchant, host }: SiteView, context: PageContext): string {
  const { site } = context.speech.words;
  const name = merchant === null ? null : isolate(merchant.name);
  return documentPage({
    title: name === null ? site.title : site.of(name),
    speech: context.speech,
    nonce: context.nonce,
    query: context.query,
    brandColor: merchant?.brandColor ?? NO_BRAND,
    width: 'narrow',
    body: render(
      <>
        <Markup of={merchant === null ? siteHeader(host) : brandHeader(merchant)} />
        <main class="card">
          <h1 class="title">{site.title}</h1>
          <Lead>{name === null ? site.leadOfMany : site.lead(name)}</Lead>
          <Lead>{site.invoice}</Lead>
          <p class="actions">
            <a class="button" href="/portal">
              {site.portal}
            </a>
          </p>
        </main>
        {merchant !== null && <Markup of={contactFooter(merchant, null)} />}
        <nav class="foot ways">
          <a href="/dashboard">{site.staff}</a> <a href="/api/v1/docs">{site.api}</a>
        </nav>
      </>,
    ),
  });
}
