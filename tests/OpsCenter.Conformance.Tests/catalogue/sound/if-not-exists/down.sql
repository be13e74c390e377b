drop table if exists public.visit;
