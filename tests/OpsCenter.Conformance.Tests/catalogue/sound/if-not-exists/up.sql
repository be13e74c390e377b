create table if not exists public.visit (
    id bigint generated always as identity primary key,
    page text not null
);
