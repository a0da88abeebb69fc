/** @jsxRuntime automatic */
/** @jsxImportSource react */
import type { ReactElement, ReactNode } from 'react';
import { webAddress } from '../text.ts';
import { dataElement } from './invoice-data.ts';
import { Body, Html, jsxToString, Preview } from './jsx-email.ts';
import type { Action, Mail, Stationery } from './mail.ts';
import { oneLine } from './plain.ts';
import { SectionPart, text } from './section-parts.tsx';
import { type Linked, linkedContacts, linkedLines } from './sender.ts';
import { type Theme, themeFor } from './theme.ts';

const WIDTH = 600;
// Outlook draws by Word, which gives a link no padding; it takes the cell's.
const WORD_PADDING = { msoPaddingAlt: '12px 28px' };

/** The HTML part of a mail. */
export async function htmlPart(mail: Mail, stationery: Stationery): Promise<string> {
  // The doctype of HTML 5: without one, clients lay out in quirks mode.
  const html = await jsxToString(<MailLayout mail={mail} stationery={stationery} />);
  const data = mail.data === undefined ? '' : dataElement(mail.data);
  return `<!DOCTYPE html>${html.replace('</head>', () => `${data}</head>`)}`;
}

/** The one layout of all mails: who it is from, the headline, what to do, the details, and how to reach the sender. */
function MailLayout({ mail, stationery }: { mail: Mail; stationery: Stationery }): ReactElement {
  const theme = themeFor(stationery.merchant.brandColor);
  return (
    <Html dir={stationery.direction} enableVML={false} lang={stationery.language}>
      <MailHead theme={theme} title={mail.subject} />
      <Body
        className="page"
        style={{ backgroundColor: theme.page, margin: 0, padding: 0, WebkitTextSizeAdjust: '100%' }}
      >
        <Preview>{mail.preview}</Preview>
        {/* biome-ignore lint/a11y/useSemanticElements: mail programs drop the element */}
        <div aria-label={mail.subject} dir={stationery.direction} lang={stationery.language} role="article">
          <Sheet theme={theme}>
            <Sender stationery={stationery} theme={theme} />
            <tr>
              <td
                className="card pad"
                style={{ backgroundColor: theme.card, borderRadius: 12, padding: '32px 40px 40px' }}
              >
                <Headline mail={mail} theme={theme} />
                <Actions actions={mail.actions} theme={theme} />
                {mail.sections.map((section, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, never reordered
                  <SectionPart key={index} section={section} theme={theme} />
                ))}
              </td>
            </tr>
            <Foot mail={mail} stationery={stationery} theme={theme} />
          </Sheet>
        </div>
      </Body>
    </Html>
  );
}

function MailHead({ theme, title }: { theme: Theme; title: string }): ReactElement {
  return (
    <head>
      <meta content="text/html; charset=UTF-8" httpEquiv="Content-Type" />
      <meta content="width=device-width, initial-scale=1" name="viewport" />
      <meta content="light dark" name="color-scheme" />
      <meta content="light dark" name="supported-color-schemes" />
      <meta content="telephone=no, date=no, address=no, email=no, url=no" name="format-detection" />
      <title>{title}</title>
      <style>{theme.sheet}</style>
    </head>
  );
}

/** One column, 600 px at most. The width is an attribute for Outlook, and gives way on narrow screens in the sheet. */
function Sheet({ children, theme }: { children: ReactNode; theme: Theme }): ReactElement {
  return (
    <table
      border={0}
      cellPadding={0}
      cellSpacing={0}
      className="page"
      role="presentation"
      style={{ backgroundColor: theme.page, borderTop: `4px solid ${theme.brand}` }}
      width="100%"
    >
      <tbody>
        <tr>
          <td align="center" style={{ padding: '0 0 32px' }}>
            <table
              border={0}
              cellPadding={0}
              cellSpacing={0}
              className="wide"
              role="presentation"
              style={{ maxWidth: WIDTH, tableLayout: 'fixed' }}
              width={WIDTH}
            >
              <tbody>{children}</tbody>
            </table>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function Sender({ stationery, theme }: { stationery: Stationery; theme: Theme }): ReactElement {
  const { merchant } = stationery;
  const name = oneLine(merchant.name);
  const logo = webAddress(merchant.logoUrl);
  const size = logoSize(merchant);
  return (
    <tr>
      <td
        className="ink pad"
        style={{ ...text(20), color: theme.ink, fontWeight: 600, padding: '24px 40px', textAlign: 'start' }}
      >
        {logo === null ? null : (
          <img
            alt={name}
            className="logo"
            height={size.height}
            src={logo}
            style={{
              border: 0,
              height: size.height,
              marginInlineEnd: 16,
              maxWidth: LOGO.width,
              verticalAlign: 'middle',
              width: size.width ?? 'auto',
            }}
            width={size.width}
          />
        )}
        {name}
      </td>
    </tr>
  );
}

/** At most, in pixels. Outlook goes by the attributes, and draws a picture without them as large as it is. */
const LOGO = { width: 180, height: 40 } as const;

function logoSize({ logoSize: size }: Stationery['merchant']): { height: number; width: number | undefined } {
  if (size === null) return { height: LOGO.height, width: undefined };
  const scale = Math.min(LOGO.width / size.width, LOGO.height / size.height);
  return { height: Math.round(size.height * scale), width: Math.round(size.width * scale) };
}

function Headline({ mail, theme }: { mail: Mail; theme: Theme }): ReactElement {
  const tone = mail.status.tone === 'plain' ? 'ink' : mail.status.tone;
  return (
    <>
      <p className="soft" style={{ ...text(16), color: theme.soft }}>
        {mail.title}
      </p>
      <h1
        className="ink"
        style={{
          ...text(32),
          color: theme.ink,
          fontVariantNumeric: 'tabular-nums',
          fontWeight: 600,
          padding: '8px 0 4px',
        }}
      >
        {mail.headline}
      </h1>
      <p
        className={tone}
        style={{
          ...text(16),
          color: theme.tones[mail.status.tone],
          fontWeight: mail.status.tone === 'plain' ? 400 : 600,
        }}
      >
        {mail.status.tone === 'good' ? '✓ ' : ''}
        {mail.status.text}
      </p>
      {mail.paragraphs.map((paragraph) => (
        <p className="ink" key={paragraph} style={{ ...text(16), color: theme.ink, paddingTop: 16 }}>
          {paragraph}
        </p>
      ))}
    </>
  );
}

function Actions({ actions, theme }: { actions: readonly Action[]; theme: Theme }): ReactElement | null {
  const [first, ...others] = actions;
  if (first === undefined) return null;
  return (
    <>
      <table
        border={0}
        cellPadding={0}
        cellSpacing={0}
        className="wide"
        role="presentation"
        style={{ marginTop: 24 }}
      >
        <tbody>
          <tr>
            <td
              align="center"
              className="fill"
              style={{
                ...WORD_PADDING,
                backgroundColor: theme.fill,
                border: `1px solid ${theme.edge}`,
                borderRadius: 8,
              }}
            >
              <a
                className="on button"
                href={first.url}
                style={{
                  ...text(16),
                  color: theme.onFill,
                  display: 'inline-block',
                  fontWeight: 600,
                  padding: '12px 28px',
                  textAlign: 'center',
                  textDecoration: 'none',
                }}
              >
                {first.label}
              </a>
            </td>
          </tr>
        </tbody>
      </table>
      {others.map(({ label, url }) => (
        <p key={label} style={{ ...text(16), paddingTop: 16 }}>
          <a className="link" href={url} style={{ color: theme.accent, textDecoration: 'underline' }}>
            {label}
          </a>
        </p>
      ))}
    </>
  );
}

function Foot({
  mail,
  stationery,
  theme,
}: {
  mail: Mail;
  stationery: Stationery;
  theme: Theme;
}): ReactElement {
  return (
    <tr>
      <td
        className="soft pad"
        style={{ ...text(14), color: theme.soft, padding: '24px 40px 0', textAlign: 'start' }}
      >
        <Closing mail={mail} stationery={stationery} theme={theme} />
        <br />
        {linkedLines(stationery.merchant, mail.closing).map((parts, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: drawn once, never reordered
          <span key={index}>
            <br />
            {parts.map((part, at) => (
              <span key={part.text}>
                {at === 0 ? null : ' \u00a0 '}
                <span dir="auto">
                  <Tapped part={part} theme={theme} />
                </span>
              </span>
            ))}
          </span>
        ))}
      </td>
    </tr>
  );
}

/** The last line, whose address can be tapped. */
function Closing({
  mail,
  stationery,
  theme,
}: {
  mail: Mail;
  stationery: Stationery;
  theme: Theme;
}): ReactElement {
  const [contact] = linkedContacts(stationery.merchant);
  const [before, after] = contact === undefined ? [mail.closing] : mail.closing.split(contact.text);
  if (contact === undefined || after === undefined) return <>{mail.closing}</>;
  return (
    <>
      {before}
      <Tapped part={contact} theme={theme} />
      {after}
    </>
  );
}

/** A short one is never torn apart, such as a telephone number. */
function Tapped({ part: { text: words, url }, theme }: { part: Linked; theme: Theme }): ReactElement {
  if (url === null) return <>{words}</>;
  const whole = words.length <= 30 ? { whiteSpace: 'nowrap' as const } : {};
  return (
    <a className="soft" href={url} style={{ color: theme.soft, textDecoration: 'underline', ...whole }}>
      {words}
    </a>
  );
}
