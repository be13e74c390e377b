alter table customer add column if not exists score double precision;
