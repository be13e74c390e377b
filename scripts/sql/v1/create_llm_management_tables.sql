-- What:  REPRODUCTION OF A FAILURE, NOT A MIGRATION. MUST NOT BE RUN IN PRODUCTION. The steps by which the first migration
--        failed there: it renamed columns without looking whether they, or the names they should get, were there already.
-- Safe:  only because it fails. Run statement by statement with the errors passed over, both documented errors show on both
--        shapes, at different statements: column "is_active" does not exist (A: the first statement, B: the last) and
--        column "enabled" of relation "llm_providers" already exists (the second; on B because the first went through).
--        Run as a whole, the first error loses the transaction and nothing has changed, yet psql -f without ON_ERROR_STOP
--        exits 0. Kept so that tests can show all of this.
-- Locks: ACCESS EXCLUSIVE on llm_providers and llm_usage_logs until the rollback.

begin;

alter table llm_providers
    rename column is_active to enabled;

alter table llm_providers
    add column enabled boolean default true;

alter table llm_providers
    rename column server_type to type;

alter table llm_usage_logs
    rename column is_active to success;

commit;
