/* The page of the embedded hub: GraphiQL, with somebody to be, something to ask, and how the answer was made. */
/* global React, ReactDOM, GraphiQL, document, fetch */
"use strict";

void (async () => {
  const element = (id) => document.getElementById(id);
  const json = async (url, init) => (await fetch(url, init)).json();
  const posted = (body, headers) => ({
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

  const [{ personas }, { documents }] = await Promise.all([json("/personas"), json("/page/documents")]);
  for (const { name, description } of personas) element("persona").add(new Option(description, name));
  element("document").add(new Option("", ""));
  for (const name of Object.keys(documents)) element("document").add(new Option(name, name));

  /** A token of the persona, asked for again a minute before it ends. */
  const tokens = new Map();
  async function tokenOf(persona) {
    const known = tokens.get(persona);
    if (known && known.until > Date.now()) return known.token;
    const { token, expiresIn } = await json("/token", posted({ persona }));
    tokens.set(persona, { token, until: Date.now() + (expiresIn - 60) * 1000 });
    return token;
  }

  async function ask(question) {
    const isSchema = question.operationName === "IntrospectionQuery";
    const purpose = element("purpose").value;
    const headers = { authorization: `Bearer ${await tokenOf(element("persona").value)}` };
    if (purpose) headers["x-purpose-of-use"] = purpose;
    if (element("explain").checked && !isSchema) headers["x-explain"] = "1";
    const { extensions, ...answer } = await json("/graphql", posted(question, headers));
    if (!isSchema) showPlan(extensions && extensions.plan);
    return answer;
  }

  const made = (tag, text, className) => {
    const node = document.createElement(tag);
    if (text) node.textContent = text;
    if (className) node.className = className;
    return node;
  };

  /** The planner's tree, then what was sent, on one scale of time. */
  function showPlan(plan) {
    const section = element("plan");
    section.replaceChildren();
    section.hidden = !plan;
    if (!plan) return;
    const { planning, fetches } = plan;
    if (planning) section.append(made("div", `plan ${planning.isNew ? "made" : "kept"}: ${planning.ms} ms`));
    if (plan.plan) section.append(treeOf(plan.plan, fetches));
    const end = Math.max(1, ...fetches.map(({ startedMs, ms }) => startedMs + (ms || 0)));
    for (const { service, startedMs, ms, entities, code } of fetches) {
      const row = made("div", "", code ? "fetch failed" : "fetch");
      const bar = made("div", "", "bar");
      const span = made("span");
      span.style.left = `${(100 * startedMs) / end}%`;
      span.style.width = `${(100 * (ms || 0)) / end}%`;
      bar.append(span);
      const about = `${ms} ms${entities ? `, ${entities} ${entities === 1 ? "entity" : "entities"}` : ""}${code ? `, ${code}` : ""}`;
      row.append(made("span", service), bar, made("span", about));
      section.append(row);
    }
  }

  function treeOf(step, fetches) {
    const list = made("ul");
    const item = made("li", titleOf(step, fetches));
    const within = step.sequence || step.parallel || [step.then, step.else].filter(Boolean);
    for (const each of within) item.append(treeOf(each, fetches));
    list.append(item);
    return list;
  }

  function titleOf(step, fetches) {
    if (step.sequence) return "one after the other";
    if (step.parallel) return "at the same time";
    if (step.if) return `if $${step.if}`;
    if (!step.service) return step.other;
    const times = (step.calls || []).map((call) => `${fetches[call].ms} ms`).join(", ");
    return `${step.service}${step.at ? ` at ${step.at}` : ""}${times ? `: ${times}` : ""}`;
  }

  const root = ReactDOM.createRoot(element("graphiql"));
  /** Another fetcher has GraphiQL read the schema anew: each persona sees its own. */
  let fetcher = ask;
  const draw = (query) => root.render(React.createElement(GraphiQL, { fetcher, ...(query && { query }) }));
  element("document").addEventListener("change", ({ target }) => draw(documents[target.value]));
  element("persona").addEventListener("change", () => {
    fetcher = (question) => ask(question);
    draw();
  });
  draw();
})();
