-- 理由库: what a reason means is shown by two sentences, one that is returned for it and one that reads as it should.
alter table terms
    add column bad text not null default '' constraint terms_bad_length check (length(bad) <= 300),
    add column good text not null default '' constraint terms_good_length check (length(good) <= 300);
comment on column terms.bad is 'Of a reason of return: a sentence that is returned for it; empty when the office gave none.';
comment on column terms.good is 'Of a reason of return: how the same reads when it is right.';

-- Whether a reason was ever given, and the returns that gave it.
create index verdict_reasons_code on verdict_reasons (tenant_id, code, verdict_id);
-- What came back, among approvals that are many.
create index verdicts_returns on verdicts (tenant_id, at, id) where verdict <> 'approved';

-- Campaigns founded before: their reasons that still mean what they did at the beginning.
set local role zhenggai_loader;
update terms set bad = e.bad, good = e.good from (values
    ('01', '以工作问题代替作风问题', '全镇秸秆禁烧巡查任务只完成八成。', '秸秆禁烧巡查图省事，只在村部听汇报，8月有3天没有到地头，出了2处火点才去看。'),
    ('02', '以班子问题代替个人问题', '班子研究问题不深入，抓落实力度不够。', '我分管信访两年，5件积案只批了“请阅处”，没有一次自己下去接访。'),
    ('03', '以共性问题代替个性问题', '和大家一样，平时学习不够系统、不够深入。', '新的土地管理规定发下来一个月我没有读完，7月就去答复群众，当场答错一处。'),
    ('04', '避重就轻、不够个儿', '有时办公桌不够整洁，开会偶尔看手机。', '明知一家企业手续不全，怕得罪人，4月和6月两次检查都没有下整改通知。'),
    ('05', '大而化之、无具体表现', '有时存在服务群众不够主动的现象。', '7月12日一位老人来办低保，我嫌材料不全，没有一次说清，让他跑了3趟。'),
    ('06', '见事不见人、不见思想', '有11件投诉没有按期办结。', '11件投诉是我签收后压下的，总想着年底一起办，也没有人会追究。'),
    ('07', '与他人雷同', '工作标准不高，满足于过得去，缺乏争创一流的劲头。', '上半年报的3份调研材料，有2份是我照上年的改了数字，没有重新到村里去。'),
    ('08', '原因只讲客观、不讲主观', '人手少、任务重、经费紧张。', '人手少是事实，但主要是我怕麻烦，觉得晚几天办也没有关系。'),
    ('09', '原因与问题不对应', '问题是接访推诿，原因写的是“对经济形势研究不够”。', '接访推诿，是我怕揽上难缠的事，总盼着别的科室接过去。'),
    ('10', '措施空泛、无法检验', '进一步提高认识，加强学习，改进作风。', '9月30日前把11件投诉逐件走访一遍，办到哪一步当面告诉投诉人，走访有记录可查。'),
    ('11', '整改时限不明确', '今后逐步整改，长期坚持。', '10月20日前全部办结；以后每月5日自查一次，12月20日回头看。'),
    ('12', '责任不明确', '由有关科室负责落实。', '本人负责，办公室配合，分管领导每周听一次进展。'),
    ('13', '未对照法定职责', '对安全生产工作重视不够。', '按照岗位职责，我二季度应当检查12家企业，实际只去了7家，另外5家是补的记录。'),
    ('14', '归类不准', '群众办事被推来推去，归在“政治不负责”。', '群众办事被推来推去，归在“服务不到位”，五弊选“躲怕推”。'),
    ('15', '应列未列(意见、巡察、督察已指出)', '巡察指出我分管的项目账目不清，清单里没有这一条。', '巡察指出的项目账目不清单列一条，写明是我半年没有按月对账。'),
    ('16', '含涉密敏感内容', '写出了举报人的姓名和住址。', '只写“一名群众反映”，不写姓名住址；涉密的事不在这里写，当面向组织说明。')
) as e (code, label, bad, good)
where terms.kind = 'reason' and terms.code = e.code and terms.label = e.label and terms.bad = '' and terms.good = '';
reset role;

-- 疑似违纪违法线索移送: known to the head of the group who refers it and to the head of the office. It stands apart from the problem and
-- changes nothing of it, so that nobody is warned.
create table referrals (
    tenant_id uuid not null constraint referrals_tenant_fk references tenants (id),
    id uuid not null,
    campaign_id uuid not null,
    problem_id uuid not null,
    revision integer not null,
    group_id uuid,
    words text not null constraint referrals_words_length check (length(words) between 1 and 2000),
    account_id uuid not null,
    person_id uuid,
    at timestamptz not null,
    constraint referrals_pk primary key (tenant_id, id),
    constraint referrals_campaign_fk foreign key (tenant_id, campaign_id) references campaigns (tenant_id, id),
    constraint referrals_revision_fk foreign key (tenant_id, problem_id, revision)
        references revisions (tenant_id, problem_id, revision),
    constraint referrals_group_fk foreign key (tenant_id, group_id) references supervision_groups (tenant_id, id),
    constraint referrals_person_fk foreign key (tenant_id, person_id) references persons (tenant_id, id)
);
create index referrals_newest on referrals (tenant_id, campaign_id, id desc);
comment on table referrals is 'Clues to be handed over 疑似违纪违法线索移送: read by heads of groups and of the office alone, each reading recorded.';
comment on column referrals.group_id is 'Whose head referred it; null: the head of the office.';
comment on column referrals.revision is 'The revision that was read when it was referred.';
select tenant_table('referrals', 'select, insert');
