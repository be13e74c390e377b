do $$
begin
    perform pg_advisory_xact_lock(20310101);
    if to_regclass('public.post_label') is null then
        set local lock_timeout = '500ms';
        create table public.post_label (
            post_id integer not null references public.post,
            label text not null,
            primary key (post_id, label)
        );
        insert into public.post_label select id, unnest(labels) from public.post;
        alter table public.post drop column labels;
    end if;
end
$$;
