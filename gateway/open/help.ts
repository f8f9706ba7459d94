import { DEFAULT_TIMEOUT_MS } from "../calls/calls";
import { GRACE_MS } from "../front/listener";
import { MAX_ANSWER_BYTES } from "../calls/post";
import { COSTS, LIMITS } from "../limits/limits";
import { LIVE_LIMITS } from "../live/limits";

const listed = (numbers: Readonly<Record<string, number>>): string =>
  Object.entries(numbers)
    .map(([name, value]) => `                           ${name}=${value}`)
    .join("\n");

export const HELP = `npm run gateway -- --supergraph FILE|URL [options]

Serves any federation 2 supergraph over HTTP: POST /graphql, or GET /graphql?query=... for all but mutations.
GET /health/live and /health/ready answer too.
What is deferred follows in parts (accept: multipart/mixed;deferSpec=20220824). Subscriptions are followed over a socket
(graphql-ws, at /graphql), or as the answer to one POST: an event stream (accept: text/event-stream) or multipart
(subscriptionSpec="1.0"). They are opened at subgraphs over graphql-ws at their own address; a header that is passed on
is in the connectionParams of that socket. On a client's socket a token and such headers come in its connectionParams, or
with its opening.

  --supergraph FILE|URL  the composed supergraph (SDL). It is looked at again and again: another one is made ready beside
                         the one in use and takes its place without dropping a question or a subscription; one that
                         cannot be used is refused with the reason in the log
  --supergraph-poll S    how often, in seconds; default 2; 0: never
  --supergraph-keys FILE believe supergraphs only that these keys (JWKS) have signed, in FILE.jws or URL.jws
  --supergraph-kept FILE where the last one of a URL is kept, for a start while the URL is away; default nowhere
  --port N               default 4000; 0 takes any free one
  --host ADDRESS         default 127.0.0.1: this machine only
  --public-cert FILE     with --public-key FILE: speak HTTPS with this certificate; both are read again when they change
  --origin URL           let pages of this origin ask (CORS) and open sockets; repeat for others; default its own only
  --url NAME=URL         where the subgraph NAME is, instead of where the supergraph says; repeat for others
  --tls-ca FILE          believe this authority at https subgraphs, instead of the system's
  --tls-cert FILE        with --tls-key FILE: show this certificate to https subgraphs (mTLS)
  --forward HEADER       pass this header of the client on to subgraphs; repeat for others; default none
  --timeout MS           a subgraph that has not answered by then is treated as down; default ${DEFAULT_TIMEOUT_MS}
  --request-timeout MS   all reads of one question together: what is not there by then is null, with SERVICE_TIMEOUT, and
                         what is there leaves; default three times --timeout
  --grace MS             told to stop (SIGTERM), it says for so long that it is not ready and goes on answering, so that a
                         balancer looks elsewhere first: longer than that one takes to notice; default ${GRACE_MS}, for
                         one that looks every two seconds and believes the third no
  --max-answer BYTES     a longer answer of a subgraph is refused; default ${MAX_ANSWER_BYTES}
  --share                ask once for equal reads under way at the same time with equal forwarded headers
  --development          answer introspection and show subgraphs' own error messages; never on the open internet
  --issuer URL           believe bearer tokens of this OpenID Connect issuer: @authenticated, @requiresScopes (claim
                         scope) and @policy (claim policies) are enforced; without it all they guard stays closed
  --audience NAME        what such a token must have in aud; default graphql
  --label NAME           a label of progressive @override that holds; repeat for others. Of percent(N) nothing needs to
                         be said: for each question one number from 0 to 100 is drawn, and every percent(N) above it
                         holds throughout that question; for a subscription once, when it is opened
  --include-tag NAME     show fields only that have this @tag, or whose type has; repeat for others; default all
  --exclude-tag NAME     show nothing that has this @tag; repeat for others; default none
  --limit NAME=N         what a request may weigh; repeat for others; defaults:
${listed(LIMITS)}
  --live NAME=N          what clients may hold open; repeat for others. A client (user) is the subject of a token that is
                         believed, else an address: behind a proxy all of them together. Defaults:
${listed({ ...LIVE_LIMITS })}
  --cost N               what one operation, and each event of a subscription, may be estimated to cost by @cost and
                         @listSize; an object is 1, a mutation 10; default: nothing is estimated
  --list-size N          how long a list is taken to be of which the supergraph says nothing; default ${COSTS.listSize}
  --cost-per-minute N    what one client, as above, may spend in a minute; needs --cost
  --metrics-port N       open GET /metrics for Prometheus on this port: times by operation and by subgraph, plans, cost,
                         states of subgraphs, subscriptions, this process; default none
  --metrics-host ADDRESS default 127.0.0.1
  --otlp-traces URL      send traces to this OpenTelemetry collector (OTLP over HTTP), and traceparent to subgraphs with
                         each question; default nowhere
  --help                 this text

A flag counts once, but for those that may be repeated. Connectors and @fromContext are refused: the first at the start,
the second when it is asked for. SIGTERM ends it gracefully, SIGINT and SIGHUP without --grace; a second one at once.

Without arguments it is the gateway of the hub, configured by the environment: see .env.example.
`;
