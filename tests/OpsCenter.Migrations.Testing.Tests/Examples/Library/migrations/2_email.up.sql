set local lock_timeout = '500ms';
alter table reader add column email varchar(200);
