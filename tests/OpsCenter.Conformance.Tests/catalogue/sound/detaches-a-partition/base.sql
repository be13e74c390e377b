create table public.visit (id integer not null, at date not null) partition by range (at);
create table public.visit_2024 partition of public.visit for values from ('2024-01-01') to ('2025-01-01');
create table public.visit_2025 partition of public.visit for values from ('2025-01-01') to ('2026-01-01');
