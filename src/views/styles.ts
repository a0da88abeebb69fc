import { memo } from '../domain/memo.ts';
import { brandColours, type Shades, SURFACES } from './brand-colour.ts';

/** Colours that carry a meaning, for light and dark surfaces; each reads at 4.5:1 on page and card. */
export const TONES = {
  light: { soft: '#5d5d64', line: '#e2e2de', good: '#17713a', wait: '#855000', bad: '#b3261e' },
  dark: { soft: '#a3a3ac', line: '#313137', good: '#5fcf8b', wait: '#e2b24e', bad: '#ff8a80' },
} as const;

const DARK = '@media screen and (prefers-color-scheme:dark)';

function variables(mode: 'light' | 'dark'): string {
  const { page, card, ink } = SURFACES[mode];
  const colours = Object.entries({ page, card, ink, ...TONES[mode] });
  return colours.map(([name, colour]) => `--${name}:${colour}`).join(';');
}

// ASCII only, so that a page in ASCII stays a one-byte string, which is encoded several times faster.
// Four sizes (0.875, 1, 1.25, 2 rem), two weights (400, 600), distances in steps of 8 px, hairlines.
const SHEET = `
:root{color-scheme:light dark;${variables('light')}}
*{box-sizing:border-box;margin:0;padding:0}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:var(--ink);
background:var(--page);border-top:4px solid var(--brand);overflow-wrap:anywhere}
.page{max-width:48rem;margin:0 auto;padding:0 24px 64px}
.narrow{max-width:30rem}
.from{display:flex;align-items:center;gap:16px;padding:24px 0}
.from img{display:block;flex:none;height:40px;max-width:min(180px,45%);object-fit:contain;object-position:left}
[dir=rtl] .from img{object-position:right}
[dir=rtl] :where([dir=auto]:not(.middle *,input)){text-align:right}
[dir=ltr] :where([dir=auto]:not(.middle *,input)){text-align:left}
.from b{font-size:1.25rem;line-height:1.3}
.from a{color:inherit;text-decoration:none}
.card{background:var(--card);border-radius:12px;box-shadow:0 1px 3px rgb(0 0 0/.08);padding:40px 48px 48px}
.narrow .card{padding:32px 32px 40px}
h1{font-size:1rem;font-weight:400;line-height:1.5}
h1 strong,.amount{display:block;font-size:2rem;font-weight:600;line-height:1.25;font-variant-numeric:tabular-nums;
letter-spacing:-.01em}
h1 strong.long,.amount.long{font-size:1.25rem}
h2{font-size:1rem;font-weight:600}
b,strong,th{font-weight:600}
p,dd,li{text-wrap:pretty}
:lang(ja) :is(h1,h2,summary,.title,.status){word-break:auto-phrase}
:lang(ja) :is(.facts,dt){word-break:keep-all}
:lang(ja){text-autospace:normal}
.clamp{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden}
main>.card:has(+.paper){padding:40px}
.topay{display:grid;grid-template-columns:minmax(0,1fr);gap:32px}
.topay>.bank{margin:0;padding:32px 0 0;border-top:1px solid var(--line)}
.trust{margin-top:12px;color:var(--soft)}
.trust svg{width:16px;height:16px;margin-inline-end:6px;vertical-align:-3px}
.more{display:flex;flex-wrap:wrap;gap:4px 24px;margin-top:16px;list-style:none}
.more a{display:inline-block;padding:4px 0}
.paper{padding:0 40px;font-size:.875rem}
.paper h2{font-size:.875rem}
.paper>section:first-of-type{border:0}
.history{list-style:none;display:grid;grid-template-columns:auto 1fr;gap:8px 16px;margin-top:8px}
.history li{display:grid;grid-template-columns:subgrid;grid-column:1/-1}
.scan{display:flex;flex-wrap:wrap;align-items:center;gap:8px 16px;margin-top:16px}.scan p{flex:1 1 6rem}
.qr{flex:none;width:136px;height:136px;border-radius:8px;shape-rendering:crispEdges}.qr.fine{width:184px;height:184px}
.bank>.small{margin-top:8px}
.bank .copy div{gap:16px}
.bank .copy dd{font-size:.875rem}
.unfold{display:none}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.title{font-size:1.25rem;font-weight:600;line-height:1.4}
.soft,.small,dt{color:var(--soft)}
.small,dt{font-size:.875rem}
a{color:var(--accent);text-underline-offset:3px;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:4px}
.lead{margin-top:8px;max-width:36rem}
.status{margin-top:8px}
.status svg{width:20px;height:20px;margin-inline-end:8px;vertical-align:-4px}
.asof{margin-bottom:24px;padding-bottom:16px;border-bottom:1px solid var(--line)}
.good{color:var(--good)}.wait{color:var(--wait)}.bad{color:var(--bad)}
.actions{display:flex;flex-wrap:wrap;align-items:center;gap:8px 24px;margin-top:24px}
.actions a:not(.button){display:inline-block;padding:12px 0}
.button{display:inline-block;font:inherit;font-weight:600;text-align:center;text-decoration:none;color:var(--on);
background:var(--fill);border:0;box-shadow:inset 0 0 0 1px var(--edge);border-radius:8px;padding:12px 24px;cursor:pointer;
text-wrap:balance}
.button:hover{box-shadow:inset 0 0 0 1px var(--edge),0 0 0 2px var(--edge)}
.pay{margin-top:24px}
.pay .button{width:100%}
.pay+.pay{margin-top:16px}
.topay>div:has(.pay,.own) .actions .button{flex:1 0 100%;max-width:30rem}
.wide .pay{max-width:30rem}.way+.way{margin-top:16px}.way .small{display:block;margin-top:4px}
.own label{display:block;font-weight:600}.own .small{display:block;margin-bottom:8px}
.own input{width:100%;font:inherit;color:inherit;background:var(--page);border:1px solid var(--soft);border-radius:8px;
padding:12px 16px;margin:8px 0}
.button.quiet{color:var(--accent);background:0 0;box-shadow:inset 0 0 0 1px var(--line)}
.button.danger{color:var(--card);background:var(--bad);box-shadow:none}
section{margin-top:32px;padding-top:32px;border-top:1px solid var(--line)}
.facts{display:grid;grid-template-columns:repeat(3,1fr);gap:8px 24px}
.facts+.facts{grid-template-columns:1fr 1fr;gap:24px;margin-top:24px}
.lines{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
.lines caption{text-align:start;font-weight:600;padding-bottom:8px}
.lines th{font-size:.875rem;font-weight:400;color:var(--soft);text-align:start;padding-bottom:8px;
border-bottom:1px solid var(--line)}
.lines td{vertical-align:top;hyphens:auto;padding:12px 0;border-bottom:1px solid var(--line)}
.lines .n{text-align:end;white-space:nowrap;padding-inline-start:24px}
.lines .small{display:block}
.sums{margin-block-start:16px;margin-inline-start:auto;max-width:24rem;font-variant-numeric:tabular-nums}
.sums div{display:flex;justify-content:space-between;gap:24px;padding:4px 0}
.sums.all{max-width:none}
.sums dt{font-size:inherit}
.sums dt a{display:inline-block}
.sums dd{text-align:end;white-space:nowrap}
[dir=rtl] .lines .n,[dir=rtl] .sums dd{text-align:start}
[dir=rtl] .sums{display:grid;grid-template-columns:1fr auto;column-gap:24px}
[dir=rtl] .sums div{display:grid;grid-column:1/-1;grid-template-columns:subgrid}
.sums div+.line{border-top:1px solid var(--line);margin-top:8px;padding-top:12px}
.sums .due,.sums .due dt{font-weight:600;color:var(--ink)}
.sums+.small{margin-top:16px}
.copy{margin-top:16px}
.copy div{display:flex;justify-content:space-between;gap:24px;padding:8px 0;border-top:1px solid var(--line)}
.copy dt{flex:0 1 auto;overflow-wrap:break-word;hyphens:auto}
.copy dd{text-align:end;font-variant-numeric:tabular-nums;-webkit-user-select:all;user-select:all}
.copy i{font-style:normal;white-space:nowrap}
.copy i:not(:first-child){margin-inline-start:.35em}
.copy+.copy{margin-top:0}
.files{list-style:none;margin:8px 0 0;padding:0}
.files li{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 24px;padding:4px 0}
.files a{overflow-wrap:anywhere;min-width:0}
.written{white-space:pre-line;margin-top:8px;max-width:36rem}
.paper~.foot,main:has(.paper)+.foot{margin-top:16px}
.foot{padding:24px 0 0;font-size:.875rem;color:var(--soft)}
.foot .ways,.foot.ways{display:flex;flex-wrap:wrap;gap:0 16px}
.languages{display:flex;flex-wrap:wrap;gap:0 16px;padding-top:16px;font-size:.875rem;color:var(--soft)}
.languages a,.languages b{padding:8px 0}.languages b{font-weight:400}
.languages a{color:inherit}
.alone{margin-top:64px}
.missing{margin:16px 0 0;padding:0;list-style:none}
.missing li{padding:12px 0;border-top:1px solid var(--line);overflow-wrap:anywhere}
.missing code{font-size:.875em}
.print{display:none}
.middle{text-align:center}
.middle .facts{text-align:start;grid-template-columns:1fr;gap:0;margin-top:32px}
.middle .lead{margin:16px auto 0}
.from.mid{justify-content:center}
.middle .facts div{display:flex;justify-content:space-between;gap:24px;padding:12px 0;
border-top:1px solid var(--line)}
.middle .facts dt{white-space:nowrap}
.middle .facts dd{text-align:end}
.middle .actions{justify-content:center}
.sign{display:block;width:48px;height:48px;margin:0 auto 16px}
.middle .title{margin-bottom:16px}
@media (min-width:44em){.topay:has(>.bank){grid-template-columns:minmax(0,1fr) minmax(0,19rem)}
.topay>.bank{padding:0 0 0 32px;border-top:0;border-inline-start:1px solid var(--line)}}
@media (max-width:40em){
main>.card:has(+.paper){padding:20px 16px}
.topay{gap:20px}
.topay .actions{margin-top:20px}
.more{gap:0 16px;margin-top:12px}
.paper{padding:0}
.paper>section{margin-top:20px;padding-top:20px}
.paper>section:first-of-type{margin-top:0}
.page{padding:0 16px 24px}
.foot{padding-top:16px}
.topay .trust{margin-top:8px}.paper .sums{margin-block-start:8px}
.languages{padding-top:8px}.languages a,.languages b{padding:4px 0}
.from{padding:16px 0}
.card,.narrow .card{margin:0 -16px;padding:24px 16px 32px;border-radius:0}
.actions .button{flex:1 0 100%}
section{margin-top:24px;padding-top:24px}
.lines thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.facts,.facts+.facts{grid-template-columns:1fr;gap:8px}
.facts+.facts{gap:16px;margin-top:16px}
.paper .facts+.facts{grid-template-columns:1fr 1fr}.paper dd{overflow-wrap:anywhere;hyphens:auto}
.dates div{display:flex;justify-content:space-between;align-items:baseline;gap:16px}
.dates dt{white-space:nowrap}
.dates dd{text-align:end}
.lines,.lines tbody,.lines caption{display:block}
.lines tr{display:grid;grid-template-columns:auto auto 1fr auto;column-gap:6px;padding:12px 0;
border-bottom:1px solid var(--line)}
.paper .lines tr{padding:10px 0}
.lines td{padding:0;border:0}
.lines td:first-child{grid-column:1/4}
.lines .n{padding:0;white-space:normal}
.lines td:nth-child(2),.lines td:nth-child(3){grid-row:2;font-size:.875rem;color:var(--soft)}
.lines td:nth-child(3)::before{content:"\\d7\\a0"}
.lines td:last-child{grid-area:1/4;white-space:nowrap;padding-inline-start:16px}
.sums{max-width:none}
[dir=rtl] .lines tbody{display:grid;grid-template-columns:auto auto 1fr auto;column-gap:6px}
[dir=rtl] .lines tr{grid-column:1/-1;grid-template-columns:subgrid}
}
@media screen and (max-width:40em){.fold:not(:target)>div{display:none}.fold:not(:target)>.unfold{display:block}
.topay>.fold:not(:target){padding-top:12px}}
${DARK}{
:root{${variables('dark')}}
.card{box-shadow:none;border:1px solid var(--line)}
.from img{height:48px;padding:4px 8px;background:#fff;border-radius:8px}
}
@media screen and (max-width:40em){.card{border-inline:0}}
@media (forced-colors:active){.button{border:1px solid}}
@media print{
@page{margin:18mm 16mm}
:root{--page:#fff;--card:#fff;--ink:#000;--soft:#000;--line:#999;--good:#000;--wait:#000;--bad:#000}
html{font-size:10.5pt}
body{border:0}
.page,.card,.narrow,.narrow .card{max-width:none;margin:0;padding:0;box-shadow:none;border:0}
.page.narrow{max-width:30rem}
.from{padding:0 0 16px}
a{color:#000;text-decoration:none}
.actions,form,.screen{display:none}
.print{display:block;max-width:none}
.lines thead{position:static;clip-path:none}
main>.card:has(+.paper),.topay,.paper{display:block;padding:0}.topay>.bank{padding:16px 0 0;border:0}
tr,.sums,.bank,.facts>div{break-inside:avoid}
section{margin-top:16px;padding-top:16px}
.lines td{padding:8px 0}
}`;

/** Newlines and what surrounds them carry no meaning in the sheet above. */
const STYLES = SHEET.replaceAll('\n', '');

const sheets = memo<string>(256);

/** The whole style sheet of a page in a merchant's colour (`#rrggbb`). Built once a colour. */
export function styleSheet(brandColor: string): string {
  return sheets(brandColor, () => {
    const { brand, light, dark } = brandColours(brandColor);
    return `${STYLES}:root{--brand:${brand};${shades(light)}}${DARK}{:root{${shades(dark)}}}`;
  });
}

const shades = ({ accent, fill, onFill, edge }: Shades): string =>
  `--accent:${accent};--fill:${fill};--on:${onFill};--edge:${edge}`;
