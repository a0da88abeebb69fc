import type { Child } from 'hono/jsx';
import { type Flash, FlashLine } from '../components/flash.tsx';
import { VerbForm } from '../components/form.tsx';
import { WayOn } from '../components/prose.tsx';
import { render } from '../components/render.ts';
import { Tabs } from '../components/tabs.tsx';
import { documentPage, NO_BRAND, type PageContext } from '../layout.ts';
import { isolate } from '../text.ts';
import type { FrameView, NavGroup } from './frame-view.ts';
import { Address } from './parts/address.tsx';
import { DASHBOARD_STYLES } from './styles.ts';
import { FindLink, Told, Tools } from './tools.tsx';
import { FRAME_WORDS as words } from './words/frame.ts';

/** The context of a page behind the sign-in. */
export type DashboardContext = PageContext & { readonly frame: FrameView };

type FramedPage = {
  /** The page's name, for its title; the body holds its `h1`. */
  readonly title: string;
  readonly context: DashboardContext;
  readonly said?: Flash | null;
  /** Additional styles for one part. */
  readonly styles?: string;
  readonly body: Child;
};

/** A page behind the sign-in: the business, its pages, and the page's own content in one card. */
export function dashboardPage({ title, context, said = null, styles, body }: FramedPage): string {
  const { frame, speech, nonce } = context;
  const name = frame.business?.name ?? words.product;
  return documentPage({
    title: words.title(title, isolate(name)),
    speech,
    nonce,
    brandColor: NO_BRAND,
    width: 'portal',
    styles: DASHBOARD_STYLES + (styles ?? ''),
    referrer: 'same-origin',
    reloadSeconds: frame.live?.seconds ?? null,
    body: render(
      <>
        <a class="skip" href="#content">
          {words.skip}
        </a>
        <header class="top">
          <b class="clamp" dir="auto">
            {name}
          </b>
          {frame.isTest && (
            <span class="mode" title={words.testExplained}>
              {words.test}
            </span>
          )}
          <FindLink frame={frame} />
        </header>
        <Told />
        <div class="shell">
          <details class="menu">
            <summary>{words.menu}</summary>
            <Nav frame={frame} />
          </details>
          <main
            class="card"
            id="content"
            data-live={frame.live?.events ?? undefined}
            data-again={frame.live?.seconds ?? undefined}
          >
            <FlashLine said={said} />
            {body}
          </main>
        </div>
        <Tools frame={frame} />
      </>,
    ),
  });
}

const Nav = ({ frame }: { readonly frame: FrameView }) => (
  <nav class="panel" aria-label={words.nav}>
    {frame.nav.map((group) => (
      <Group group={group} />
    ))}
    <div class="who small">
      <p dir="auto">
        <b>
          <Address of={frame.address} />
        </b>
      </p>
      {frame.business !== null && <p>{frame.business.role}</p>}
      <p>
        <a href="/dashboard/account">{words.account}</a>
      </p>
      {frame.hasOthers && (
        <p>
          <a href="/dashboard/choose">{words.others}</a>
        </p>
      )}
      <VerbForm csrf={frame.csrf} action="/dashboard/sign-out" label={words.signOut} />
    </div>
  </nav>
);

const Group = ({ group }: { readonly group: NavGroup }) =>
  group.items.length === 0 ? null : (
    <>
      {group.label !== null && <h2>{group.label}</h2>}
      <ul>
        <Tabs tabs={group.items} />
      </ul>
    </>
  );

type Door = { readonly title: string; readonly body: Child };

/** A page before the sign-in, or one that ends a visit: one narrow card. */
export const doorPage = ({ title, body }: Door, { speech, nonce }: PageContext): string =>
  documentPage({
    title: words.title(title, words.product),
    speech,
    nonce,
    brandColor: NO_BRAND,
    width: 'narrow',
    styles: DASHBOARD_STYLES,
    referrer: 'same-origin',
    body: render(
      <>
        <header class="top">
          <b>{words.product}</b>
        </header>
        <main class="card">
          <h1 class="title">{title}</h1>
          {body}
        </main>
      </>,
    ),
  });

/** Errors that end a visit without a page of their own. */
export type DashboardNotice = keyof typeof words.notices;

/** The page for something missing or not accepted. It does not reveal whether it exists for somebody else. */
export const noticePage = (notice: DashboardNotice, context: PageContext): string => {
  const { title, text } = words.notices[notice];
  return doorPage({ title, body: <EndOfVisit text={text} /> }, context);
};

const EndOfVisit = ({ text }: { readonly text: string }) => (
  <>
    <p class="lead">{text}</p>
    <WayOn href="/dashboard">{words.toDashboard}</WayOn>
  </>
);

/** The role of whoever asks does not permit it. */
export const notPermittedPage = (context: DashboardContext): string =>
  dashboardPage({
    title: words.notPermitted.title,
    context,
    body: (
      <>
        <h1>{words.notPermitted.title}</h1>
        <p class="lead">{words.notPermitted.text(context.frame.business?.role ?? '')}</p>
      </>
    ),
  });
