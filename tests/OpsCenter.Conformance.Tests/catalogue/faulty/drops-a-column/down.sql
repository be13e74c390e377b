set lock_timeout = '500ms';
alter table customer add column if not exists score double precision;
