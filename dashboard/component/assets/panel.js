// The panel of a region, as soon as it is chosen on the map: the run of the page, which brings
// the same again, takes several times as long.

// Milliseconds after which the page runs without it.
const PATIENCE = 250;

let turn = 0;

function holderOf(sign) {
  return document.querySelector(sign)?.closest("[data-testid=stHtml]");
}

function addressOf(route, code) {
  const params = new URLSearchParams(location.search);
  for (const name of ["region", "event"]) params.delete(name);
  if (code) params.set("region", code);
  return `${route}?${params}`;
}

async function fetched(url) {
  const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE) });
  if (!answer.ok) return null;
  const made = document.createElement("template");
  // Markup of this server, in which every text is escaped.
  made.innerHTML = await answer.text();
  return [...made.content.children];
}

const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

// Shows the panel of a region; tells whether no other has been asked for since.
export async function showPanel(route, code) {
  turn += 1;
  const mine = turn;
  const holders = ["article[data-region]", "[data-known]"].map(holderOf);
  const parts = await fetched(addressOf(route, code)).catch(() => null);
  if (mine !== turn) return false;
  if (parts?.length === 2 && holders.every(Boolean)) {
    holders.forEach((holder, i) => holder.replaceChildren(parts[i]));
    await painted();
  }
  return mine === turn;
}
