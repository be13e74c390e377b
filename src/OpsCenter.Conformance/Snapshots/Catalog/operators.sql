-- Operators, operator classes and families, casts and conversions. Members of extensions are left out.
select concat_ws(' ',
    'operator ' || o.oid::regoperator || ':',
    'owner=' || pg_get_userbyid(o.oprowner),
    'function=' || o.oprcode::regproc,
    'commutator=' || nullif(o.oprcom, 0)::regoperator,
    'negator=' || nullif(o.oprnegate, 0)::regoperator,
    'restrict=' || nullif(o.oprrest, 0)::regproc,
    'join=' || nullif(o.oprjoin, 0)::regproc,
    case when o.oprcanhash then 'hashes' end,
    case when o.oprcanmerge then 'merges' end)
from pg_operator o
where o.oprnamespace in (select n.oid from pg_namespace n where n.nspname = any (current_setting('conformance.schemas')::name[]))
  and o.oid <> all ((select current_setting('conformance.members')::oid[])::oid[])
union all
select concat_ws(' ',
    format('operator class %s.%I using %I:', k.opcnamespace::regnamespace, k.opcname, m.amname),
    'owner=' || pg_get_userbyid(k.opcowner),
    'type=' || k.opcintype::regtype,
    case when k.opcdefault then 'default' end,
    'stored=' || nullif(k.opckeytype, 0)::regtype,
    'family=' || (select format('%s.%I', f.opfnamespace::regnamespace, f.opfname) from pg_opfamily f where f.oid = k.opcfamily))
from pg_opclass k
join pg_am m on m.oid = k.opcmethod
where k.opcnamespace in (select n.oid from pg_namespace n where n.nspname = any (current_setting('conformance.schemas')::name[]))
  and k.oid <> all ((select current_setting('conformance.members')::oid[])::oid[])
union all
select concat_ws(' ',
    format('operator family %s.%I using %I:', f.opfnamespace::regnamespace, f.opfname, m.amname),
    'owner=' || pg_get_userbyid(f.opfowner),
    'operators=' || (
        select string_agg(o.amopstrategy || ' ' || o.amopopr::regoperator, ', ' order by o.amopstrategy, o.amopopr::regoperator::text)
        from pg_amop o
        where o.amopfamily = f.oid),
    'functions=' || (
        select string_agg(p.amprocnum || ' ' || p.amproc::regprocedure, ', ' order by p.amprocnum, p.amproc::regprocedure::text)
        from pg_amproc p
        where p.amprocfamily = f.oid))
from pg_opfamily f
join pg_am m on m.oid = f.opfmethod
where f.opfnamespace in (select n.oid from pg_namespace n where n.nspname = any (current_setting('conformance.schemas')::name[]))
  and f.oid <> all ((select current_setting('conformance.members')::oid[])::oid[])
union all
select concat_ws(' ',
    format('cast (%s as %s):', c.castsource::regtype, c.casttarget::regtype),
    'method=' || c.castmethod::text,
    'context=' || c.castcontext::text,
    'function=' || nullif(c.castfunc, 0)::regprocedure)
from pg_cast c
where c.oid >= 16384 -- casts have no schema: user-defined ones by OID
  and c.oid <> all ((select current_setting('conformance.members')::oid[])::oid[])
union all
select concat_ws(' ',
    format('conversion %s.%I:', c.connamespace::regnamespace, c.conname),
    'owner=' || pg_get_userbyid(c.conowner),
    pg_encoding_to_char(c.conforencoding) || ' to ' || pg_encoding_to_char(c.contoencoding),
    'function=' || c.conproc::regproc,
    case when c.condefault then 'default' end)
from pg_conversion c
where c.connamespace in (select n.oid from pg_namespace n where n.nspname = any (current_setting('conformance.schemas')::name[]))
  and c.oid <> all ((select current_setting('conformance.members')::oid[])::oid[])
