import type { Child } from 'hono/jsx';
import type { MerchantView } from '../../domain/invoice/view.ts';
import { brandHeader, contactFooter } from '../components/brand.ts';
import { type Flash, FlashLine } from '../components/flash.tsx';
import { Markup, render } from '../components/render.ts';
import { documentPage, NO_BRAND, type PageContext } from '../layout.ts';
import { isolate } from '../text.ts';
import type { FrameVisit } from './frame-visit.ts';
import { type Area, Panel, Who } from './panel.tsx';
import { PORTAL_STYLES } from './styles.ts';

/** The context of a page behind the sign-in. */
export type PortalContext = PageContext & { readonly visit: FrameVisit };

type FramedPage = {
  /** The page's name, for its title; the body holds its `h1`. */
  readonly title: string;
  readonly context: PortalContext;
  readonly area: Area | null;
  readonly said?: Flash | null;
  /** Additional styles for one area. */
  readonly styles?: string;
  readonly body: Child;
};

/** A page behind the sign-in: the merchant's brand, the left panel, and the page's own content in one card. */
export function portalPage({ title, context, area, said = null, styles, body }: FramedPage): string {
  const { merchant } = context.visit;
  const speech = context.speech;
  const words = speech.words.portal;
  const name = isolate(merchant.name);
  return documentPage({
    title: words.title(title, name),
    speech,
    nonce: context.nonce,
    query: context.query,
    brandColor: merchant.brandColor,
    width: 'portal',
    styles: PORTAL_STYLES + (styles ?? ''),
    referrer: 'same-origin',
    body: render(
      <>
        <a class="skip" href="#content">
          {words.skip}
        </a>
        <Markup of={brandHeader(merchant)} />
        <div class="shell">
          <Panel area={area} words={words} visit={context.visit} />
          <main class="card" id="content">
            <FlashLine said={said} />
            {body}
          </main>
          <Who visit={context.visit} words={words} />
        </div>
        <Markup of={contactFooter(merchant, words.questions(name))} />
      </>,
    ),
  });
}

type Door = { readonly title: string; readonly merchant: MerchantView | null; readonly body: Child };

/** A page before the sign-in, or for something missing: one narrow card, with or without a merchant's brand. */
export function doorPage({ title, merchant, body }: Door, context: PageContext): string {
  return documentPage({
    title: merchant === null ? title : `${title} · ${isolate(merchant.name)}`,
    speech: context.speech,
    nonce: context.nonce,
    query: context.query,
    brandColor: merchant?.brandColor ?? NO_BRAND,
    width: 'narrow',
    styles: PORTAL_STYLES,
    referrer: 'same-origin',
    body: render(
      <>
        {merchant === null ? null : <Markup of={brandHeader(merchant)} />}
        <main class={merchant === null ? 'card alone' : 'card'}>
          <h1 class="title">{title}</h1>
          {body}
        </main>
      </>,
    ),
  });
}
