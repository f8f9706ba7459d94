import type { MigrationInterface, QueryRunner } from "typeorm";
import type { Database } from "./database";
import { statement } from "./statement";

/** One row a job, in every owner's database: which turn was taken last, by whom until when, and how it ended. */
export class RunJobs1780000040000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table job_run (
        name text constraint job_run_pkey primary key,
        turn text not null,
        held_until timestamptz not null,
        done boolean not null default false,
        failures integer not null default 0
      );
      create function sweep_idempotency() returns bigint
        language plpgsql security definer set search_path = public, pg_temp as $$
      declare gone bigint := 0;
      begin
        if to_regclass('idempotency') is not null then
          delete from idempotency where at < now() - interval '24 hours';
          get diagnostics gone = row_count;
        end if;
        return gone;
      end $$;
      revoke all on function sweep_idempotency() from public;
      drop function if exists claim_retention_day(date);
      drop table if exists retention_run;
      do $$ declare app text := regexp_replace(current_user, '_owner$', '_app'); begin
        execute format('grant select, insert, update on job_run to %I', app);
        execute format('grant execute on function sweep_idempotency() to %I', app);
      end $$;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("drop function sweep_idempotency(); drop table job_run");
  }
}

/**
 * Takes a turn that nobody has taken, or takes it over from an instance that let go of it or died: one statement, so
 * that of many instances one gets it. The clock is the database's.
 */
const TAKE = statement<{ failures: number }>(
  "take_job",
  `insert into job_run as r (name, turn, held_until) values ($1, $2, now() + make_interval(secs => $3))
   on conflict (name) do update set turn = excluded.turn, held_until = excluded.held_until, done = false,
     failures = case when r.turn = excluded.turn then r.failures else 0 end
   where (r.done or r.held_until < now()) and (r.turn < excluded.turn or (r.turn = excluded.turn and not r.done))
   returning failures`,
);
const HOLD = statement<{ name: string }>(
  "hold_job",
  `update job_run set held_until = now() + make_interval(secs => $3) where name = $1 and turn = $2 and not done
   returning name`,
);
const END = statement<{ name: string }>("end_job", "update job_run set done = true where name = $1 and turn = $2");
const FAIL = statement<{ name: string }>(
  "fail_job",
  `update job_run set failures = failures + 1, held_until = now() + make_interval(secs => $3)
   where name = $1 and turn = $2`,
);

const GIVE_BACK = statement<{ name: string }>(
  "give_back_job",
  "update job_run set held_until = now() where name = $1 and turn = $2 and not done",
);

/** A turn of a job that this instance has. */
export interface JobTurn {
  /** How often this turn has failed before. */
  readonly failures: number;
  /** Says that the work goes on, for so many seconds more. */
  hold(seconds: number): Promise<void>;
  end(): Promise<void>;
  /** Lets go of it: after so many seconds whoever looks first tries again. */
  fail(retrySeconds: number): Promise<void>;
  /** Lets go of what is not done yet: whoever looks next goes on. */
  giveBack(): Promise<void>;
}

/** The turn, if it is to be had. It is held for `seconds` and then anybody's. */
export async function takeTurn(
  database: Database,
  name: string,
  turn: string,
  seconds: number,
): Promise<JobTurn | undefined> {
  const [taken] = await database.publicRows(TAKE, [name, turn, seconds]);
  if (!taken) return undefined;
  return {
    failures: taken.failures,
    hold: async (more) => void (await database.publicRows(HOLD, [name, turn, more])),
    end: async () => void (await database.publicRows(END, [name, turn])),
    fail: async (retry) => void (await database.publicRows(FAIL, [name, turn, retry])),
    giveBack: async () => void (await database.publicRows(GIVE_BACK, [name, turn])),
  };
}
